package io.kingtask.broker.bulk;

import io.kingtask.broker.http.Criteria;
import io.kingtask.broker.http.JsonFields;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskState;
import io.kingtask.client.Word;
import io.kingtask.store.BulkStore.Action;
import io.kingtask.store.TaskCriteria;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done to which tasks.
 *
 * @param ids the tasks; none where they are selected by criteria
 * @param criteria null where the tasks are named by ids
 * @param expected how many tasks there may be at most; null: as many as there are
 * @param dryRun whether only to count
 */
record BulkWish(
        Action action,
        List<String> ids,
        @Nullable TaskCriteria criteria,
        @Nullable Integer expected,
        boolean dryRun) {

    /** Bound on the tasks of one call. */
    static final int MOST = 10_000;

    /** As it is written in the request. */
    private enum ActionWord implements Word {
        CANCEL(Action.CANCEL),
        RETRY(Action.RETRY);

        private final Action action;

        ActionWord(Action action) {
            this.action = action;
        }
    }

    /** @throws io.kingtask.broker.http.ProblemException with everything that is wrong */
    static BulkWish read(JsonObject json) {
        var fields = new JsonFields(json);
        var word = fields.word("action", ActionWord.class);
        if (!fields.has("action")) {
            fields.reject("action", null, "is required");
        }
        var action = word == null ? Action.CANCEL : word.action;
        boolean named = fields.has("ids");
        if (named == fields.has("filter")) {
            fields.reject("ids", null, "must be given, or else filter, but not both");
        }
        var criteria = criteria(fields.object("filter"), action);
        var wish = new BulkWish(
                action,
                ids(fields),
                named ? null : criteria,
                fields.integer("expected", 0, MOST),
                Boolean.TRUE.equals(fields.flag("dry_run")));
        fields.check();
        return wish;
    }

    private static List<String> ids(JsonFields fields) {
        var texts = fields.texts("ids");
        if (texts.size() > MOST) {
            fields.reject("ids", texts.size() + " ids", "must be at most " + MOST);
        }
        var ids = new ArrayList<String>();
        for (int i = 0; i < texts.size(); i++) {
            var id = TaskId.parse(texts.get(i));
            if (id.isEmpty()) {
                fields.reject("ids[" + i + "]", texts.get(i), "must be a task's id, a UUID");
            }
            id.ifPresent(ids::add);
        }
        return ids;
    }

    /** Without a state: those that allow the action. */
    private static TaskCriteria criteria(JsonFields fields, Action action) {
        var state = fields.word("state", TaskState.class);
        if (state != null && !action.from().contains(state)) {
            var allowed = action.from().stream().map(Word::word).sorted().collect(Collectors.joining(", "));
            fields.reject("state", state.word(), "must be one that allows the action: " + allowed);
        }
        return Criteria.read(fields, state == null ? action.from() : Set.of(state));
    }
}
