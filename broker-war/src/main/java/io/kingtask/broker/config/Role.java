package io.kingtask.broker.config;

import io.kingtask.client.Word;

/** What a caller may do; each role may also do what those before it may. */
public enum Role implements Word {
    /** Look at everything. */
    READER,
    /** Submit tasks. */
    SUBMITTER,
    /** Cancel, retry, reschedule. */
    OPERATOR,
    /** Everything. */
    ADMIN;

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
