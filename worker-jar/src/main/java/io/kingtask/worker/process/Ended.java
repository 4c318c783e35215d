package io.kingtask.worker.process;

import io.kingtask.store.KeptOutput;
import io.kingtask.worker.lease.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * How a program ended.
 *
 * @param exitCode null when a signal ended it
 * @param signal null when it ended by itself
 * @param reason why the worker ended it; null when the worker did not
 * @param stdout what is kept of it
 * @param stderr what is kept of it
 * @param usage what it used; null where it was not measured
 */
public record Ended(
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        @Nullable EndReason reason,
        KeptOutput stdout,
        KeptOutput stderr,
        @Nullable Usage usage) {

    /**
     * Resources of the program and of those of its children that it waited for.
     *
     * @param userMicros processor time of its own
     * @param systemMicros processor time of the system on its behalf
     * @param peakKilobytes largest resident size
     */
    public record Usage(long userMicros, long systemMicros, long peakKilobytes) {}
}
