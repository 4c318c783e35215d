package io.kingtask.worker.lease;

/** Why the worker ends a run before the program does. */
public enum EndReason {
    /** It ran longer than allowed. */
    TIMEOUT,
    /** An operator wants it. */
    CANCELLED,
    /** The worker stops, and its patience is over: the task goes back to its queue. */
    STOPPED,
    /** The store says that the run is another's. */
    NOT_OWNER,
    /** The lease could not be renewed and is nearly over. */
    LOST_LEASE
}
