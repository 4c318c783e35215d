package io.kingtask.broker.schedules;

import io.kingtask.broker.schedules.calendar.CalendarText;
import io.kingtask.store.StoredSchedule;
import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is shown.
 *
 * @param calendar null where {@code cron} was given
 * @param task the request that its tasks are made of
 * @param nextFiring of a paused one: what it would be; null when there will be none
 */
@JsonbPropertyOrder({
    "name",
    "cron",
    "calendar",
    "timeZone",
    "missed",
    "paused",
    "task",
    "nextFiring",
    "lastFiring",
    "lastTask",
    "missedFirings",
    "createdAt",
    "updatedAt"
})
public record ScheduleView(
        String name,
        @Nullable String cron,
        @Nullable CalendarText calendar,
        String timeZone,
        String missed,
        boolean paused,
        JsonObject task,
        @Nullable Instant nextFiring,
        @Nullable Instant lastFiring,
        @Nullable String lastTask,
        long missedFirings,
        Instant createdAt,
        Instant updatedAt) {

    static ScheduleView of(StoredSchedule stored, Schedule schedule, Instant now) {
        return new ScheduleView(
                stored.name(),
                schedule.cron(),
                schedule.cron() == null ? schedule.calendar() : null,
                schedule.timeZone().getId(),
                schedule.missed().word(),
                stored.paused(),
                schedule.taskJson(),
                stored.paused() ? schedule.expression().next(now).orElse(null) : stored.nextFiring(),
                stored.lastFiring(),
                stored.lastTask(),
                stored.missedFirings(),
                stored.createdAt(),
                stored.updatedAt());
    }
}
