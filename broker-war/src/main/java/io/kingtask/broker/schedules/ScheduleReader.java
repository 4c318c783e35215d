package io.kingtask.broker.schedules;

import io.kingtask.broker.admission.TaskReader;
import io.kingtask.broker.http.JsonBody;
import io.kingtask.broker.http.JsonFields;
import io.kingtask.broker.http.Name;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.schedules.calendar.CalendarExpression;
import io.kingtask.broker.schedules.calendar.CalendarText;
import io.kingtask.broker.schedules.calendar.CronText;
import io.kingtask.store.StoredSchedule;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a schedule of the JSON of a request, or says everything that is wrong with it. */
@Singleton
public class ScheduleReader {

    /** What answers have and requests need not: so an answer can be sent back with a change. */
    private static final List<String> ANSWERED =
            List.of("next_firing", "last_firing", "last_task", "missed_firings", "created_at", "updated_at");

    private final TaskReader tasks;

    @Inject
    public ScheduleReader(TaskReader tasks) {
        this.tasks = tasks;
    }

    /**
     * Reads a request.
     *
     * @param path the name where the path has it: the body may then leave it out
     * @throws ProblemException with everything that is wrong
     */
    Schedule read(JsonObject json, @Nullable String path) {
        var fields = new JsonFields(json);
        ANSWERED.forEach(fields::has);
        return read(fields, name(fields, path), fields.flag("paused"));
    }

    /** Reads what {@link Schedule#toStore} made. */
    Schedule read(StoredSchedule stored) {
        return read(new JsonFields(JsonBody.object(stored.definition())), stored.name(), stored.paused());
    }

    private Schedule read(JsonFields fields, String name, @Nullable Boolean paused) {
        var zone = zone(fields);
        var cron = fields.text("cron");
        var attributes = fields.object("calendar");
        var calendar = calendar(fields, cron, attributes);
        var expression = CalendarExpression.parse(
                calendar, zone, (attribute, why) -> attributes.reject(attribute, attributes.text(attribute), why));
        var missed = Objects.requireNonNullElse(fields.word("missed", Missed.class), Missed.SKIP);
        if (!fields.has("task")) {
            fields.reject("task", null, "is required");
        }
        var task = fields.object("task");
        var template = fields.has("task") ? tasks.readTemplate(task) : null;
        fields.check();
        return new Schedule(
                name,
                cron,
                calendar,
                zone,
                expression.orElseThrow(),
                missed,
                paused,
                task.json(),
                Objects.requireNonNull(template));
    }

    private static String name(JsonFields fields, @Nullable String path) {
        var name = fields.text("name");
        if (name == null && path == null && !fields.has("name")) {
            fields.reject("name", null, "is required");
        }
        if (name != null && path != null && !name.equals(path)) {
            fields.reject("name", name, "must be the name in the path, or be left out");
        }
        var one = Objects.requireNonNullElse(path == null ? name : path, "");
        if ((name != null || path != null) && !Name.isValid(one)) {
            fields.reject("name", one, Name.RULE);
        }
        return one;
    }

    private static ZoneId zone(JsonFields fields) {
        var name = fields.text("time_zone");
        if (name == null || ZoneId.getAvailableZoneIds().contains(name)) {
            return name == null ? ZoneId.of("UTC") : ZoneId.of(name);
        }
        fields.reject(
                "time_zone", name, "must be a name of the tz database, such as Europe/Berlin, Asia/Shanghai or UTC");
        return ZoneOffset.UTC;
    }

    private static CalendarText calendar(JsonFields fields, @Nullable String cron, JsonFields attributes) {
        var given = calendar(attributes);
        if (fields.has("cron") && fields.has("calendar")) {
            fields.reject("calendar", null, "cannot be given together with cron");
        }
        if (cron == null) {
            if (!fields.has("cron") && !fields.has("calendar")) {
                fields.reject("cron", null, "is required, or calendar in its place");
            }
            return given;
        }
        return CronText.parse(cron, why -> fields.reject("cron", cron, why)).orElse(CalendarText.DEFAULT);
    }

    private static CalendarText calendar(JsonFields attributes) {
        var defaults = CalendarText.DEFAULT;
        return new CalendarText(
                Objects.requireNonNullElse(attributes.text("second"), defaults.second()),
                Objects.requireNonNullElse(attributes.text("minute"), defaults.minute()),
                Objects.requireNonNullElse(attributes.text("hour"), defaults.hour()),
                Objects.requireNonNullElse(attributes.text("day_of_month"), defaults.dayOfMonth()),
                Objects.requireNonNullElse(attributes.text("month"), defaults.month()),
                Objects.requireNonNullElse(attributes.text("day_of_week"), defaults.dayOfWeek()),
                Objects.requireNonNullElse(attributes.text("year"), defaults.year()));
    }
}
