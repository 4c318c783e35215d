package io.kingtask.system.faults;

import org.jspecify.annotations.Nullable;

/**
 * One run of a program, as it wrote it down itself.
 *
 * @param worker name and incarnation of the worker that started it
 * @param begin number of the line of its begin in the log: lines are in the order in which they were written
 * @param began {@link Uptime} of its begin
 * @param end number of the line of its end; null when it wrote none
 * @param ended {@link Uptime} of its end
 */
record Run(
        int plan,
        String id,
        int attempt,
        long fence,
        String worker,
        int begin,
        double began,
        @Nullable Integer end,
        double ended) {

    Run ended(int line, double time) {
        return new Run(plan, id, attempt, fence, worker, begin, began, line, time);
    }

    /** When its worker claimed it: fences begin at that time, by Redis' clock. */
    double claimed() {
        return Uptime.at(fence);
    }

    /** Whether it was still at it when another one began. */
    boolean overlaps(Run later) {
        return end != null && end > later.begin;
    }

    boolean isOver(double time) {
        return end != null && ended < time;
    }
}
