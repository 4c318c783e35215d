package io.kingtask.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a broker has on its clock.
 *
 * @param broker the broker that answered
 * @param ejbTimers the timers of that broker
 * @param due what will fire next, whichever broker does it
 */
public record Timers(String broker, List<EjbTimer> ejbTimers, DueList due) {

    /** A timer of the broker's EJB timer service. */
    public record EjbTimer(
            String name,
            @Nullable Instant nextTimeout,
            @Nullable String schedule) {}

    /** A page of the due list, earliest first. */
    public record DueList(List<Due> items, @Nullable String nextCursor) {}

    /**
     * A task that waits for its moment, or the next firing of a schedule.
     *
     * @param id of the task; null for a schedule
     * @param kind the state of the task; or the word schedule
     * @param attempt how many attempts it has had
     * @param schedule name of the schedule; null for a task
     */
    public record Due(
            @Nullable String id,
            String kind,
            String executable,
            String queue,
            Instant dueAt,
            int attempt,
            @Nullable String schedule) {}
}
