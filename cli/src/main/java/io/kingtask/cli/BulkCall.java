package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of {@code POST /tasks/bulk}, which takes at most 10,000 tasks each. */
record BulkCall(BrokerApi broker, String action) {

    /**
     * What became of the tasks.
     *
     * @param more whether there are more of them than were looked at
     */
    record Changes(long matched, long changed, long skipped, boolean more) {

        String amount() {
            return (more ? "more than " : "") + matched + (matched == 1 ? " task" : " tasks");
        }

        String sentence(String done) {
            var text = done + " " + changed + (changed == 1 ? " task" : " tasks");
            return skipped == 0
                    ? text + "."
                    : text + "; " + skipped + " could not be, being in another state or unknown.";
        }

        /** Of so many tasks, some of which nobody knows. */
        Changes of(int named) {
            return new Changes(matched, changed, named - changed, more);
        }

        private Changes and(Changes next) {
            return new Changes(
                    matched + next.matched,
                    changed + next.changed,
                    skipped + next.skipped,
                    next.more && next.changed > 0);
        }
    }

    /** Only counts. */
    Changes count(String field, JsonValue tasks) {
        return call(jakarta.json.Json.createObjectBuilder()
                .add(field, tasks)
                .add("dry_run", true)
                .build());
    }

    /** @param counted what a person has agreed to: the broker refuses when there are more by now; null for any number */
    Changes all(String field, JsonValue tasks, @Nullable Changes counted) {
        var body = jakarta.json.Json.createObjectBuilder().add(field, tasks);
        if (counted != null && !counted.more()) {
            body.add("expected", counted.matched());
        }
        var outcome = call(body.build());
        while (outcome.more()) {
            outcome = outcome.and(call(
                    jakarta.json.Json.createObjectBuilder().add(field, tasks).build()));
        }
        return outcome;
    }

    private Changes call(JsonObject rest) {
        var body = jakarta.json.Json.createObjectBuilder(rest).add("action", action);
        var answer = Json.object(
                broker.change("POST", "/tasks/bulk", Map.of(), body.build().toString()));
        return new Changes(
                (long) Json.number(answer, "matched"),
                (long) Json.number(answer, "changed"),
                (long) Json.number(answer, "skipped"),
                answer.getBoolean("more", false));
    }
}
