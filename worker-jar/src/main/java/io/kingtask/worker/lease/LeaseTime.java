package io.kingtask.worker.lease;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long leases last, measured by a clock that nobody sets.
 *
 * @param lease as the store was told
 * @param killGrace time between SIGTERM and SIGKILL
 * @param nanoTime such as {@code System::nanoTime}
 */
public record LeaseTime(Duration lease, Duration killGrace, LongSupplier nanoTime) {

    public long now() {
        return nanoTime.getAsLong();
    }

    /** Time between two renewals: two may fail before the lease is in danger. */
    public Duration renewEvery() {
        return part(3);
    }

    /**
     * How long before the end of a lease that could not be renewed its program is ended: time for SIGTERM to work, and some for
     * SIGKILL and a clock that runs a little differently. At most three tenths of the lease, so that renewal has its three chances.
     */
    Duration reserve() {
        return graceWhenLost().plus(last());
    }

    /** How long after the beginning of a lease that was not renewed nothing of its program may be left. */
    public Duration gone() {
        return lease.minus(last());
    }

    /** The time between SIGTERM and SIGKILL that a lost lease allows. */
    Duration graceWhenLost() {
        var fifth = part(5);
        return killGrace.compareTo(fifth) < 0 ? killGrace : fifth;
    }

    /** How long before the end of a lease nothing of its program may be left. */
    Duration last() {
        return part(10);
    }

    /** In whole numbers: {@link Duration#dividedBy} takes big ones, and this is asked for many times a run. */
    private Duration part(int parts) {
        return Duration.ofNanos(lease.toNanos() / parts);
    }
}
