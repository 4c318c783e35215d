package io.kingtask.broker.admission;

import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import io.kingtask.store.NewTask;
import java.time.Instant;
import java.util.List;

/** The view of a task at the moment it was accepted, without asking Redis for it again. */
public final class AcceptedTask {

    private AcceptedTask() {}

    /** @param now the moment by Redis' clock */
    public static TaskView view(NewTask task, Instant now) {
        var delay = task.delay();
        var startTime = delay != null && !delay.isZero() ? now.plus(delay) : task.startTime();
        boolean scheduled = startTime != null && startTime.isAfter(now);
        return new TaskView(
                task.id(),
                task.executable(),
                task.args(),
                task.queue(),
                task.priority(),
                scheduled ? TaskState.SCHEDULED : TaskState.PENDING,
                0,
                1 + task.retryIntervals().size(),
                now,
                scheduled ? startTime : now,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }
}
