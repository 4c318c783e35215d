package io.kingtask.client;

/** Why an attempt, or a task, ended badly. */
public enum Cause implements Word {
    /** The executable ended with a status other than 0. */
    EXIT_CODE,
    /** The executable wrote to its standard error, and the failure rule is {@code stderr}. */
    STDERR,
    /** A signal that did not come from kingtask ended the executable. */
    SIGNAL,
    /** It ran longer than allowed and was ended. */
    TIMEOUT,
    /** Its worker died, more often than is tolerated. */
    WORKER_LOST,
    /** No live worker has the executable. */
    NOT_FOUND,
    /** There is such a name in {@code bin_path}, but it is no executable file inside of it. */
    NOT_EXECUTABLE,
    /** An operator cancelled it. */
    CANCELLED,
    /** The worker could not renew its lease and ended the program itself. */
    LOST_LEASE,
    /** The operating system refused to start the program. */
    LAUNCH_ERROR
}
