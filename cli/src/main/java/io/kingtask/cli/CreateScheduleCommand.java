package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(customSynopsis = "kingtask schedules create [OPTIONS] NAME EXECUTABLE [--] [ARGS...]")
final class CreateScheduleCommand extends ScheduleCommand {

    @Option(names = "--paused", description = "It does not fire until it is resumed.")
    private boolean paused;

    @Parameters(index = "1", paramLabel = "EXECUTABLE", description = "The name of a file in the workers' bin_path.")
    private String executable = "";

    @Parameters(index = "2..*", arity = "0..*", paramLabel = "ARGS", description = "Its arguments.")
    private List<String> args = List.of();

    CreateScheduleCommand(NamedThing schedules) {
        super(schedules);
    }

    @Override
    JsonObject answer(BrokerApi broker) {
        var schedule = jakarta.json.Json.createObjectBuilder(withFiring(JsonValue.EMPTY_JSON_OBJECT))
                .add("name", name())
                .add("task", task(executable, args));
        if (paused) {
            schedule.add("paused", true);
        }
        var body = schedule.build().toString();
        return Json.object(broker.change("POST", "/schedules", Map.of(), body));
    }
}
