package io.kingtask.broker.timers;

import io.kingtask.store.TimerStore.Promotion;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes due tasks pending, and keeps an alarm set for the earliest of the others. Redis' clock decides what is due: an alarm that comes too
 * early promotes nothing and is set anew. The thread that the alarm started stays while more is due within some milliseconds.
 */
final class Promoter {

    /** Sets the alarm, in place of the one set before. */
    interface Alarm {
        void set(Duration in);
    }

    /** Lets the calling thread wait. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private static final int MOST_A_CALL = 1_000;
    /**
     * After a promotion the next waits for a millisecond, and for a third of one for each task it moved, so long at most: where many fall due
     * one by one, those of some milliseconds go together. A call and a claim for each would cost more than their programs can spare.
     */
    private static final int LONGEST_GATHERING_MILLIS = 5;
    /** An alarm that is this near to the wanted moment stays as it is. */
    private static final long NEAR = Duration.ofMillis(1).toNanos();
    /** The thread that promoted stays for what is due as soon as this: an alarm costs several times as much as the promotion. */
    private static final Duration SOON = Duration.ofMillis(20);
    /** After this long it leaves the rest to an alarm, for the thread is the server's. */
    private static final long LONGEST_STAY = Duration.ofSeconds(1).toNanos();

    private final IntFunction<Promotion> store;
    private final Alarm alarm;
    private final Pause pause;
    private final LongSupplier nanoTime;
    private final ReentrantLock turn = new ReentrantLock();

    /** When a look is to come next: by the alarm, or by the thread that stays. */
    private @Nullable Long setFor;

    /** When the thread that stays looks next; null: none stays. */
    private @Nullable Long staysUntil;

    private boolean ended;

    /** @param store as {@link io.kingtask.store.TimerStore#promote} */
    Promoter(IntFunction<Promotion> store, Alarm alarm, Pause pause, LongSupplier nanoTime) {
        this.store = store;
        this.alarm = alarm;
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /** To be called when the alarm went off. Returns when nothing is due soon, after a second at the latest. */
    void alarmed() {
        promoteAndStay(() -> true);
    }

    /** To be called a little after an alarm was to go off: does its work if it has not. */
    void alarmedIfOverdue() {
        promoteAndStay(() -> setFor != null && nanoTime.getAsLong() - setFor > 0);
    }

    /** To be called now and then, and when something may be due earlier than the alarm is set for. */
    void look() {
        inTurn(() -> {
            setAlarm(promoteAll());
            return null;
        });
    }

    /** Promotes no more, and sets no alarm. A promotion under way is over when this returns; a thread that stays leaves when it wakes. */
    void end() {
        inTurn(() -> {
            ended = true;
            return null;
        });
    }

    private void promoteAndStay(BooleanSupplier isTime) {
        long leave = nanoTime.getAsLong() + LONGEST_STAY;
        var next = inTurn(() -> isTime.getAsBoolean() ? promoteInTime(leave) : null);
        while (next != null) {
            boolean whole = pauseFor(next);
            next = inTurn(() -> {
                staysUntil = null;
                return promoteInTime(whole ? leave : nanoTime.getAsLong());
            });
        }
    }

    private @Nullable Duration inTurn(Supplier<@Nullable Duration> what) {
        turn.lock();
        try {
            return what.get();
        } finally {
            turn.unlock();
        }
    }

    /** Whether the time passed without an interruption, by which a server asks for its thread. */
    private boolean pauseFor(Duration time) {
        try {
            pause.of(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @return after how long the caller is to come again; null: the alarm sees to it, or another thread that stays */
    private @Nullable Duration promoteInTime(long leave) {
        setFor = staysUntil;
        var in = promoteAll();
        long now = nanoTime.getAsLong();
        if (in == null || staysUntil != null || in.compareTo(SOON) > 0 || now - leave >= 0) {
            setAlarm(in);
            return null;
        }
        staysUntil = now + in.toNanos();
        setFor = staysUntil;
        return in;
    }

    /** @return after how long to look next; null: nothing is due */
    private @Nullable Duration promoteAll() {
        if (ended) {
            return null;
        }
        Promotion done;
        int promoted = 0;
        do {
            done = store.apply(MOST_A_CALL);
            promoted += done.promoted();
        } while (done.promoted() > 0
                && done.untilNext() != null
                && done.untilNext().isZero());
        var shortest = Duration.ofMillis(Math.min(1 + (promoted + 1) / 3, LONGEST_GATHERING_MILLIS));
        var untilNext = done.untilNext();
        return untilNext == null || untilNext.compareTo(shortest) > 0 ? untilNext : shortest;
    }

    private void setAlarm(@Nullable Duration in) {
        if (in == null) {
            return;
        }
        long moment = nanoTime.getAsLong() + in.toNanos();
        // A later moment needs no new alarm: the old one goes off, promotes nothing, and is set anew.
        if (setFor == null || setFor - moment > NEAR) {
            alarm.set(in);
            setFor = moment;
        }
    }
}
