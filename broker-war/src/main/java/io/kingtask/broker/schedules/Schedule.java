package io.kingtask.broker.schedules;

import static io.kingtask.broker.http.JsonLibrary.JSON;

import io.kingtask.broker.schedules.calendar.CalendarExpression;
import io.kingtask.broker.schedules.calendar.CalendarText;
import io.kingtask.store.NewTask;
import io.kingtask.store.ScheduleStore.NewSchedule;
import jakarta.ejb.ScheduleExpression;
import jakarta.json.JsonObject;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it was asked for, understood.
 *
 * @param cron as it was given; null where a calendar was
 * @param calendar as it was given, or made of {@code cron}
 * @param expression the same, to be asked
 * @param paused null: not said
 * @param taskJson the request that each task is made of
 * @param task the same, understood; without an id
 */
record Schedule(
        String name,
        @Nullable String cron,
        CalendarText calendar,
        ZoneId timeZone,
        CalendarExpression expression,
        Missed missed,
        @Nullable Boolean paused,
        JsonObject taskJson,
        NewTask task) {

    /** All that is not said elsewhere in the store, in the form that {@link ScheduleReader} reads. */
    private String definition() {
        var json = JSON.createObjectBuilder();
        if (cron == null) {
            json.add(
                    "calendar",
                    JSON.createObjectBuilder()
                            .add("second", calendar.second())
                            .add("minute", calendar.minute())
                            .add("hour", calendar.hour())
                            .add("day_of_month", calendar.dayOfMonth())
                            .add("month", calendar.month())
                            .add("day_of_week", calendar.dayOfWeek())
                            .add("year", calendar.year()));
        } else {
            json.add("cron", cron);
        }
        return json.add("time_zone", timeZone.getId())
                .add("missed", missed.word())
                .add("task", taskJson)
                .build()
                .toString();
    }

    NewSchedule toStore() {
        var rhythm = calendar + " " + timeZone;
        return new NewSchedule(name, definition(), rhythm, task.executable(), task.queue(), paused);
    }

    /** In words, for the list of timers. */
    String inWords() {
        return (cron == null ? calendar.toString() : "cron " + cron) + ", " + timeZone;
    }

    ScheduleExpression ejbExpression() {
        return new ScheduleExpression()
                .second(calendar.second())
                .minute(calendar.minute())
                .hour(calendar.hour())
                .dayOfMonth(calendar.dayOfMonth())
                .month(calendar.month())
                .dayOfWeek(calendar.dayOfWeek())
                .year(calendar.year())
                .timezone(timeZone.getId());
    }
}
