package io.kingtask.broker.schedules;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to be done next about a schedule whose moment has come. */
sealed interface Step {

    /** A firing that a broker was up for, but could not make: made late up to this age, then missed. */
    Duration LATE_AT_MOST = Duration.ofMinutes(1);

    /** A firing from before this broker was up; another broker may be busy making it. Made late up to this age, then missed. */
    Duration INHERITED_AT_MOST = Duration.ofSeconds(5);

    /** Bounds the time of one step after a long outage; what is left comes with the next. */
    int MOST_MISSED = 100_000;

    /** The schedule is done with up to this moment after it. */
    Instant upTo();

    /** The first firing after {@link #upTo}; null: none. */
    @Nullable Instant next();

    /** How many firings were missed, perhaps {@link #upTo} with them. */
    long missed();

    /** A task is to be made for the firing at {@code upTo}. */
    record Fire(Instant upTo, @Nullable Instant next, long missed) implements Step {}

    /** No task is to be made. */
    record Skip(Instant upTo, @Nullable Instant next, long missed) implements Step {}

    /**
     * Decides. To be asked again for what comes after.
     *
     * @param settledUntil up to when the schedule is done with
     * @param now by Redis' clock, as all moments here
     * @param upSince since when this broker is up
     */
    static Step of(Schedule schedule, Instant settledUntil, Instant now, Instant upSince) {
        var expression = schedule.expression();
        var upTo = settledUntil;
        var next = expression.next(upTo).orElse(null);
        long missed = 0;
        while (next != null && isMissed(next, now, upSince) && missed < MOST_MISSED) {
            missed++;
            upTo = next;
            next = expression.next(upTo).orElse(null);
        }
        if (missed > 0) {
            boolean isLatest = next == null || !isMissed(next, now, upSince);
            return schedule.missed() == Missed.RUN_ONCE && isLatest
                    ? new Fire(upTo, next, missed)
                    : new Skip(upTo, next, missed);
        }
        return next == null || next.isAfter(now)
                ? new Skip(upTo, next, 0)
                : new Fire(next, expression.next(next).orElse(null), 0);
    }

    private static boolean isMissed(Instant firing, Instant now, Instant upSince) {
        var patience = firing.isBefore(upSince) ? INHERITED_AT_MOST : LATE_AT_MOST;
        return firing.plus(patience).isBefore(now);
    }
}
