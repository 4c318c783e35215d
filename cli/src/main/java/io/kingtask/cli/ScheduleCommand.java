package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import io.kingtask.client.TaskRequest;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** A command that makes or changes a schedule. */
abstract class ScheduleCommand extends BrokerCommand {

    private final NamedThing schedules;
    private final FiringOptions firing = new FiringOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "The schedule's name.")
    private String name = "";

    @Mixin
    private final TaskOptions task = new TaskOptions();

    ScheduleCommand(NamedThing schedules) {
        super(schedules.root(), schedules.terminal());
        this.schedules = schedules;
    }

    /** Makes the call that the answer comes from. */
    abstract JsonObject answer(BrokerApi broker);

    @Override
    void addOptions(CommandSpec spec) {
        firing.addTo(spec);
    }

    @Override
    int run(BrokerApi broker) {
        var schedule = answer(broker);
        var next = Json.cell(schedule.get("next_firing"));
        var when = next.isEmpty() ? " does not fire." : " fires next: " + next;
        terminal().line(SafeText.line("The schedule " + name + when));
        return GOOD;
    }

    String name() {
        return name;
    }

    String path() {
        return schedules.path(name);
    }

    JsonObject withFiring(JsonObject schedule) {
        return firing.applyTo(schedule, root());
    }

    /** The fields of the task that were given; a schedule's task has no id. */
    JsonObject task(String executable, List<String> args) {
        if (executable.startsWith("-")) {
            throw root().usage("'" + executable + "' stands where EXECUTABLE should; options stand before NAME.");
        }
        var request = TaskRequest.of(executable, SubmitCommand.arguments(args));
        var fields = new LinkedHashMap<>(
                task.applyTo(request, new Values(root()), terminal().in()).fields());
        fields.remove("id");
        return Json.of(fields);
    }
}
