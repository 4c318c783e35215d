package io.kingtask.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is kept.
 *
 * @param revision grows with each change, not with firings
 * @param definition what the broker made of the request, as text; the store does not look into it
 * @param settledUntil firings up to this moment are done with: made, missed, or none of this schedule's business
 * @param nextFiring null when it is paused, or will not fire again
 * @param lastFiring the latest moment that a task was made for; null: none yet
 * @param lastTask the id of that task
 * @param missedFirings how many firings no broker was there for
 */
public record StoredSchedule(
        String name,
        long revision,
        String definition,
        boolean paused,
        Instant createdAt,
        Instant updatedAt,
        Instant settledUntil,
        @Nullable Instant nextFiring,
        @Nullable Instant lastFiring,
        @Nullable String lastTask,
        long missedFirings) {}
