package io.kingtask.worker.lease;

import io.kingtask.store.WorkStore.Run;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One run that this worker has on lease. The slot's thread asks {@link #due} whether to go on; any thread may order its end. Because
 * the slot's thread itself looks at the lease, a renewal that hangs in a dead connection cannot keep a program alive for too long.
 */
public final class LeasedRun {

    private final Run run;
    private final LeaseTime time;
    private final AtomicReference<@Nullable EndReason> ordered = new AtomicReference<>();
    private volatile @Nullable Runnable waker;
    private volatile long leaseEnd;
    private volatile long limitEnd;
    private volatile boolean limited;
    private volatile boolean handedIn;

    /** @param askedAt the moment before the claim was sent: the lease began no earlier */
    public LeasedRun(Run run, LeaseTime time, long askedAt) {
        this.run = run;
        this.time = time;
        this.leaseEnd = askedAt + time.lease().toNanos();
    }

    public Run run() {
        return run;
    }

    /** @param askedAt the moment before the renewal was sent */
    void renewed(long askedAt) {
        leaseEnd = askedAt + time.lease().toNanos();
    }

    /** Bounds the run's time from now on. */
    public void limit(Duration longest) {
        limitEnd = time.now() + longest.toNanos();
        limited = true;
    }

    /** The program has ended, and its result is on its way to the store: from now on only the store's answer to that counts. */
    public void handIn() {
        handedIn = true;
    }

    boolean isHandedIn() {
        return handedIn;
    }

    /** Orders the end; the first order stands. */
    public void end(EndReason reason) {
        if (!ordered.compareAndSet(null, reason)) {
            return;
        }
        var toWake = waker;
        if (toWake != null) {
            toWake.run();
        }
    }

    /** What to call when an end is ordered, from the ordering thread; null: nothing. Look at {@link #due} after this call. */
    public void onOrder(@Nullable Runnable newWaker) {
        waker = newWaker;
    }

    /** Why the run has to end now; null when it may go on. */
    public @Nullable EndReason due() {
        var order = ordered.get();
        if (order != null) {
            return order;
        }
        long now = time.now();
        if (leaseEnd - time.reserve().toNanos() - now <= 0) {
            return EndReason.LOST_LEASE;
        }
        return limited && limitEnd - now <= 0 ? EndReason.TIMEOUT : null;
    }

    /** Time until {@link #due} may answer otherwise without an order. */
    public Duration untilDue() {
        long now = time.now();
        long left = leaseEnd - time.reserve().toNanos() - now;
        if (limited) {
            left = Math.min(left, limitEnd - now);
        }
        return Duration.ofNanos(Math.max(0, left));
    }

    /** How long a program that is ended for this reason may take between SIGTERM and SIGKILL. */
    public Duration grace(EndReason reason) {
        return switch (reason) {
            case TIMEOUT, CANCELLED, STOPPED -> time.killGrace();
            case LOST_LEASE -> time.graceWhenLost();
            // Somebody else may run the task already.
            case NOT_OWNER -> Duration.ZERO;
        };
    }

    /** Whether nothing of the program may be left, whatever grace it was given: somebody else may start it soon. */
    public boolean mustBeGone() {
        return untilGone().toNanos() <= 0;
    }

    /** Time until {@link #mustBeGone}; negative when that is past. */
    private Duration untilGone() {
        return Duration.ofNanos(leaseEnd - time.last().toNanos() - time.now());
    }

    /** As {@link #untilGone}, while it is to be watched from outside; a run that this worker itself is ending now needs no other's help. */
    Optional<Duration> goneWithin() {
        var left = untilGone();
        return handedIn || left.isNegative() ? Optional.empty() : Optional.of(left);
    }

    /** Whether the lease has been over for so long that the store has surely given the task to somebody else. */
    public boolean isSurelyOver() {
        return time.now() - leaseEnd > time.lease().toNanos();
    }
}
