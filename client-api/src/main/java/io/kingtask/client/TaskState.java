package io.kingtask.client;

/** Where a task is in its life. The moves between the states stand in {@code Transition} of the task store. */
public enum TaskState implements Word {
    /** Accepted for a moment in the future. */
    SCHEDULED,
    /** In its queue, waiting for a worker. */
    PENDING,
    /** Leased to a worker, which runs its executable. */
    RUNNING,
    /** Failed, and waiting for its next attempt. */
    RETRYING,
    /** Ended well; the result can be read for a while. */
    SUCCEEDED,
    /** Ended badly; the cause and the error can be read for a while. */
    FAILED,
    /** Ended by an operator. */
    CANCELLED;

    /** Whether only an operator's retry leads out of this state. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
