package io.kingtask.client;

/** How a worker fares, as far as Redis knows. */
public enum WorkerState implements Word {
    /** It takes tasks. */
    RUNNING,
    /** It takes no new task, on an operator's wish or because it is about to stop; what it runs goes on. */
    DRAINING,
    /** It has been silent for longer than its lease: its tasks run elsewhere. */
    LOST
}
