package io.kingtask.store;

import java.util.Map;

/**
 * What has happened since the store was new; none of it ever shrinks.
 *
 * @param started runs that began
 * @param failed tasks that failed for good
 * @param retried runs that failed with a further attempt to come
 * @param lost runs that ended with their worker
 * @param waits times from the moment a task could run until it did
 * @param runs times that runs took which ended with a result
 * @param lateness times from the moment a timed task or a retry was due until it was put into its queue
 */
public record Totals(
        long accepted,
        long started,
        long succeeded,
        long failed,
        long retried,
        long lost,
        long cancelled,
        Times waits,
        Times runs,
        Times lateness) {

    static Totals of(long accepted, Map<String, Long> totals) {
        return new Totals(
                accepted,
                made(totals, Transition.CLAIM),
                made(totals, Transition.SUCCEED),
                made(totals, Transition.FAIL, Transition.GIVE_UP, Transition.LOSE_FOR_GOOD),
                made(totals, Transition.FAIL_FOR_NOW),
                totals.getOrDefault("lost", 0L),
                made(totals, Transition.CANCEL, Transition.CANCEL_RUN),
                Times.of("wait", totals),
                Times.of("run", totals),
                Times.of("late", totals));
    }

    private static long made(Map<String, Long> totals, Transition... moves) {
        long sum = 0;
        for (var move : moves) {
            sum += totals.getOrDefault(move.word(), 0L);
        }
        return sum;
    }
}
