package io.kingtask.store;

import static io.kingtask.client.TaskState.CANCELLED;
import static io.kingtask.client.TaskState.FAILED;
import static io.kingtask.client.TaskState.PENDING;
import static io.kingtask.client.TaskState.RETRYING;
import static io.kingtask.client.TaskState.RUNNING;
import static io.kingtask.client.TaskState.SCHEDULED;
import static io.kingtask.client.TaskState.SUCCEEDED;

import io.kingtask.client.TaskState;
import io.kingtask.client.Word;
import java.util.Set;

/**
 * The moves of a task's life: the only place where the state machine stands. {@link ScriptSource} renders it into the Lua scripts,
 * which name a move and never a state. A move from no state makes a new task.
 */
enum Transition implements Word {
    /** Submitted for a moment in the future. */
    SCHEDULE(Set.of(), SCHEDULED),
    /** Submitted for now. */
    ACCEPT(Set.of(), PENDING),
    /** The due time came. */
    BECOME_DUE(Set.of(SCHEDULED, RETRYING), PENDING),
    /** A worker took it under a lease. */
    CLAIM(Set.of(PENDING), RUNNING),
    /** No live worker has its executable. */
    GIVE_UP(Set.of(PENDING), FAILED),
    SUCCEED(Set.of(RUNNING), SUCCEEDED),
    /** Failed, without a further attempt. */
    FAIL(Set.of(RUNNING), FAILED),
    /** Failed, with a further attempt to come. */
    FAIL_FOR_NOW(Set.of(RUNNING), RETRYING),
    /** The worker gave it back unfinished; no attempt is charged. */
    HAND_BACK(Set.of(RUNNING), PENDING),
    /** The worker's lease ended; a loss is counted, no attempt. */
    LOSE(Set.of(RUNNING), PENDING),
    /** The worker's lease ended once too often. */
    LOSE_FOR_GOOD(Set.of(RUNNING), FAILED),
    /** An operator ended it before it ran. */
    CANCEL(Set.of(SCHEDULED, PENDING, RETRYING), CANCELLED),
    /** An operator ended it while it ran, and its process tree is gone. */
    CANCEL_RUN(Set.of(RUNNING), CANCELLED),
    /** An operator wants it run again now. */
    RETRY_NOW(Set.of(FAILED, CANCELLED, RETRYING), PENDING);

    private final Set<TaskState> from;
    private final TaskState to;

    Transition(Set<TaskState> from, TaskState to) {
        this.from = from;
        this.to = to;
    }

    /** The states it leads out of; none: it makes a new task. */
    Set<TaskState> from() {
        return from;
    }

    TaskState to() {
        return to;
    }
}
