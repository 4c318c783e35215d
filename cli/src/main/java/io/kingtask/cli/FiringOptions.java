package io.kingtask.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that say when a schedule fires: a cron expression, or the fields of an EJB calendar expression. */
final class FiringOptions {

    private static final String CRON = "cron";
    private static final String CALENDAR = "calendar";
    private static final List<String> CALENDAR_FIELDS =
            List.of("second", "minute", "hour", "day_of_month", "month", "day_of_week", "year");

    private final Map<String, OptionSpec> options = new LinkedHashMap<>();

    FiringOptions() {
        add(CRON, "EXPRESSION", "Five fields: minute, hour, day of month, month, day of week.");
        for (var field : CALENDAR_FIELDS) {
            add(field, "VALUE", "In place of cron: this field of an EJB calendar expression.");
        }
        add("time_zone", "ZONE", "Such as Europe/Berlin; UTC when not given.");
        add("missed", "POLICY", "Firings that no broker saw: skip, or run_once.");
    }

    void addTo(CommandSpec spec) {
        options.values().forEach(spec::addOption);
    }

    /** The schedule with what was given. A cron expression takes the place of a calendar, and the other way round. */
    JsonObject applyTo(JsonObject schedule, Kingtask root) {
        var changed = Json.createObjectBuilder(schedule);
        var calendar = Json.createObjectBuilder(io.kingtask.cli.Json.object(schedule, CALENDAR));
        boolean byCalendar = false;
        boolean byCron = false;
        for (var option : options.entrySet()) {
            String value = option.getValue().getValue();
            if (value != null && CALENDAR_FIELDS.contains(option.getKey())) {
                calendar.add(option.getKey(), value);
                byCalendar = true;
            } else if (value != null) {
                changed.add(option.getKey(), value);
                byCron |= option.getKey().equals(CRON);
            }
        }
        if (byCron && byCalendar) {
            throw root.usage("--cron and the fields of a calendar exclude each other.");
        }
        if (byCalendar) {
            changed.remove(CRON).add(CALENDAR, calendar);
        } else if (byCron) {
            changed.remove(CALENDAR);
        }
        return changed.build();
    }

    private void add(String field, String label, String description) {
        var option = OptionSpec.builder("--" + field.replace('_', '-'))
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description);
        if (field.equals("missed")) {
            option.completionCandidates(List.of("skip", "run_once"));
        }
        options.put(field, option.build());
    }
}
