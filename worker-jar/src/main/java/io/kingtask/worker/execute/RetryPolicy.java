package io.kingtask.worker.execute;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether, and after what pause, there is another attempt after one that failed.
 *
 * @param attempt number of the attempt that failed, from 1
 * @param intervals pauses before the second, third, … attempt
 */
record RetryPolicy(int attempt, List<Duration> intervals) {

    /** EX_TEMPFAIL of sysexits.h: the program asks to be run again. */
    static final int TRY_AGAIN = 75;

    /** EX_USAGE, EX_DATAERR, EX_NOPERM, EX_CONFIG: running it again would not help. */
    private static final Set<Integer> HOPELESS = Set.of(64, 65, 77, 78);

    private static final Duration FIRST_UNASKED = Duration.ofSeconds(5);
    private static final Duration LONGEST_UNASKED = Duration.ofMinutes(5);
    private static final int MOST_UNASKED = 10;

    /**
     * The pause before the next attempt; null: there is none.
     *
     * @param exitCode null when the program has none
     * @param asked what the program asked for in its control file: replaces the pause, but adds no attempt
     */
    @Nullable Duration pauseAfter(@Nullable Integer exitCode, @Nullable Duration asked) {
        if (exitCode != null && HOPELESS.contains(exitCode)) {
            return null;
        }
        var pause = exitCode != null && exitCode == TRY_AGAIN && intervals.isEmpty() ? unasked() : byList();
        return pause == null || asked == null ? pause : asked;
    }

    private @Nullable Duration byList() {
        return attempt <= intervals.size() ? intervals.get(attempt - 1) : null;
    }

    private @Nullable Duration unasked() {
        if (attempt > MOST_UNASKED) {
            return null;
        }
        var doubled = FIRST_UNASKED.multipliedBy(1L << (attempt - 1));
        return doubled.compareTo(LONGEST_UNASKED) < 0 ? doubled : LONGEST_UNASKED;
    }
}
