package io.kingtask.client;

/** What makes an attempt a failure. */
public enum FailureRule implements Word {
    /** A status other than 0, or anything on standard error. */
    STDERR,
    /** The exit status alone. */
    EXIT_CODE
}
