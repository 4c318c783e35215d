package io.kingtask.worker.process;

import org.jspecify.annotations.Nullable;

/** A program's exit status, or the signal that ended it. */
public record Exit(@Nullable Integer status, @Nullable Integer signal) {

    private static final int SIGNALLED = 128;
    private static final int LAST_SIGNAL = 64;

    /**
     * @param word as wait(2) gives it
     * @param passedOn whether it is that of a process which passes the end of the program on
     */
    static Exit ofWait(int word, boolean passedOn) {
        int signal = word & 0x7f;
        int status = (word >> 8) & 0xff;
        if (signal != 0) {
            return new Exit(null, signal);
        }
        return passedOn ? ofSum(status) : new Exit(status, null);
    }

    /** Where a signal is told as 128 and its number: a program that ends with such a status of its own is taken for a signalled one. */
    static Exit ofSum(int status) {
        return status > SIGNALLED && status <= SIGNALLED + LAST_SIGNAL
                ? new Exit(null, status - SIGNALLED)
                : new Exit(status, null);
    }
}
