package io.kingtask.broker.http;

import io.kingtask.client.Cause;
import io.kingtask.client.TaskState;
import io.kingtask.store.TaskCriteria;
import java.util.Set;

/** Reads which tasks are meant, but for their states. */
public final class Criteria {

    private Criteria() {}

    public static TaskCriteria read(Fields fields, Set<TaskState> states) {
        var containing = fields.text("q");
        return new TaskCriteria(
                states,
                fields.text("queue"),
                fields.text("executable"),
                fields.word("cause", Cause.class),
                fields.text("worker"),
                fields.instant("since"),
                fields.instant("until"),
                containing == null || containing.isEmpty() ? null : containing);
    }
}
