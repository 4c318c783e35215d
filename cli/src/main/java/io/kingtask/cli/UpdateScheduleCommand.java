package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(customSynopsis = "kingtask schedules update [OPTIONS] NAME [EXECUTABLE [--] [ARGS...]]")
final class UpdateScheduleCommand extends ScheduleCommand {

    /** What may be sent of what is answered. */
    private static final Set<String> SETTINGS =
            Set.of("name", "cron", "calendar", "time_zone", "missed", "paused", "task");

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "EXECUTABLE ARGS",
            description = "In place of those it has.")
    private List<String> program = List.of();

    UpdateScheduleCommand(NamedThing schedules) {
        super(schedules);
    }

    @Override
    JsonObject answer(BrokerApi broker) {
        var before = given(Json.object(broker.get(path(), Map.of())));
        var task = jakarta.json.Json.createObjectBuilder(given(Json.object(before, "task")));
        changed().forEach(task::add);
        var after = jakarta.json.Json.createObjectBuilder(withFiring(settings(before)))
                .add("task", task);
        var body = after.build().toString();
        return Json.object(broker.change("PUT", path(), Map.of(), body));
    }

    /** The fields of the task that are to change; a placeholder stands for a program that is not to. */
    private JsonObject changed() {
        if (!program.isEmpty()) {
            return task(program.get(0), program.subList(1, program.size()));
        }
        var others = jakarta.json.Json.createObjectBuilder(task("unchanged", List.of()));
        return others.remove("executable").remove("args").build();
    }

    private static JsonObject settings(JsonObject schedule) {
        var kept = jakarta.json.Json.createObjectBuilder();
        schedule.forEach((field, value) -> {
            if (SETTINGS.contains(field)) {
                kept.add(field, value);
            }
        });
        return kept.build();
    }

    /** Less the fields that are null. */
    private static JsonObject given(JsonObject object) {
        var kept = jakarta.json.Json.createObjectBuilder();
        object.forEach((field, value) -> {
            if (value.getValueType() != JsonValue.ValueType.NULL) {
                kept.add(field, value);
            }
        });
        return kept.build();
    }
}
