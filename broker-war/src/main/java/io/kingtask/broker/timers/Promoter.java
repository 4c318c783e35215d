package io.kingtask.broker.timers;

import io.kingtask.store.TimerStore.Promotion;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes due tasks pending, and keeps an alarm set for the earliest of the others. Redis' clock decides what is due: an alarm that comes too
 * early promotes nothing and is set anew.
 */
final class Promoter {

    /** Sets the alarm, in place of the one set before. */
    interface Alarm {
        void set(Duration in);
    }

    private static final int MOST_A_CALL = 1_000;
    /**
     * After a promotion the next waits for a millisecond more than it moved tasks, so long at most: where many fall due one by one, those of
     * some milliseconds go together. An alarm, a call and a claim for each would cost more than their programs can spare.
     */
    private static final int LONGEST_GATHERING_MILLIS = 5;
    /** An alarm that is this near to the wanted moment stays as it is. */
    private static final long NEAR = Duration.ofMillis(1).toNanos();

    private final IntFunction<Promotion> store;
    private final Alarm alarm;
    private final LongSupplier nanoTime;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Long setFor;

    /** @param store as {@link io.kingtask.store.TimerStore#promote} */
    Promoter(IntFunction<Promotion> store, Alarm alarm, LongSupplier nanoTime) {
        this.store = store;
        this.alarm = alarm;
        this.nanoTime = nanoTime;
    }

    /** To be called when the alarm went off. */
    void alarmed() {
        inTurn(() -> {
            setFor = null;
            promoteAll();
        });
    }

    /** To be called a little after an alarm was to go off: does its work if it has not. */
    void alarmedIfOverdue() {
        inTurn(() -> {
            if (setFor != null && nanoTime.getAsLong() - setFor > 0) {
                setFor = null;
                promoteAll();
            }
        });
    }

    /** To be called now and then, and when something may be due earlier than the alarm is set for. */
    void look() {
        inTurn(this::promoteAll);
    }

    private void inTurn(Runnable what) {
        turn.lock();
        try {
            what.run();
        } finally {
            turn.unlock();
        }
    }

    private void promoteAll() {
        Promotion done;
        int promoted = 0;
        do {
            done = store.apply(MOST_A_CALL);
            promoted += done.promoted();
        } while (done.promoted() > 0
                && done.untilNext() != null
                && done.untilNext().isZero());
        if (done.untilNext() != null) {
            setAlarm(done.untilNext(), Duration.ofMillis(Math.min(1 + promoted, LONGEST_GATHERING_MILLIS)));
        }
    }

    private void setAlarm(Duration untilNext, Duration shortest) {
        var in = untilNext.compareTo(shortest) < 0 ? shortest : untilNext;
        long moment = nanoTime.getAsLong() + in.toNanos();
        // A later moment needs no new alarm: the old one goes off, promotes nothing, and is set anew.
        if (setFor == null || setFor - moment > NEAR) {
            alarm.set(in);
            setFor = moment;
        }
    }
}
