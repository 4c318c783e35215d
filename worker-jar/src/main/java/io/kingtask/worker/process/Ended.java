package io.kingtask.worker.process;

import io.kingtask.store.KeptOutput;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.output.RunOutputs;
import org.jspecify.annotations.Nullable;

/**
 * How a program ended.
 *
 * @param exitCode null when a signal ended it
 * @param signal null when it ended by itself
 * @param reason why the worker ended it, or did not start it; null when neither
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

    /** Of a program that was not started, because its run had to end before that. */
    public static Ended beforeStart(EndReason reason, RunOutputs outputs) {
        return new Ended(
                null, null, reason, outputs.stdout().kept(), outputs.stderr().kept(), null);
    }

    /**
     * Resources of the program and of those of its children that it waited for.
     *
     * @param userMicros processor time of its own
     * @param systemMicros processor time of the system on its behalf
     * @param peakKilobytes largest resident size
     */
    public record Usage(long userMicros, long systemMicros, long peakKilobytes) {}
}
