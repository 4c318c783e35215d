package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import io.kingtask.client.TaskRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "submit",
        description = {
            "Submits a task and prints its id.",
            "Options stand before EXECUTABLE; all that follows it are the task's arguments, as they are."
        },
        customSynopsis = "kingtask submit [OPTIONS] EXECUTABLE [--] [ARGS...]",
        footerHeading = "%nExamples:%n",
        footer = {
            "  kingtask submit --wait example 12 45",
            "  kingtask submit --retry 5,8,9 --queue mail --timeout 20 example 12 45",
            "  kingtask submit --at 2030-01-31T08:00:00Z example 12 45",
            "  kingtask submit --delay 60 --priority 9 example -- -12 45"
        })
final class SubmitCommand extends BrokerCommand {

    @Option(names = "--at", paramLabel = "TIME", description = "When to run it: ISO 8601, or epoch seconds.")
    private @Nullable String at;

    @Option(names = "--delay", paramLabel = "SECONDS", description = "Run it that much later.")
    private @Nullable String delay;

    @Option(
            names = "--id",
            paramLabel = "UUID",
            description = "An id of your own; a second submission of it changes nothing.")
    private @Nullable String id;

    @Mixin
    private final TaskOptions options = new TaskOptions();

    @Option(
            names = "--wait",
            description = "Wait for its end: result on standard output, errors on standard error, status 0 or 1.")
    private boolean wait;

    @Parameters(index = "0", paramLabel = "EXECUTABLE", description = "The name of a file in the workers' bin_path.")
    private String executable = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ARGS",
            description = "Its arguments; one leading -- is dropped.")
    private List<String> args = List.of();

    SubmitCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    int run(BrokerApi broker) {
        var request = Json.of(request().fields()).toString();
        var task = Json.object(broker.submit("/tasks", request));
        if (!wait) {
            terminal().line(SafeText.line(task.getString("id")));
            return GOOD;
        }
        var outcome = new Outcome(broker, terminal());
        return outcome.print(outcome.awaited(task.getString("id"))) ? GOOD : REFUSED;
    }

    private TaskRequest request() {
        var values = new Values(root());
        var request = TaskRequest.of(executable, arguments(args));
        request = TaskOptions.given(at, request, (task, text) -> task.at(values.moment("--at", text)));
        request = TaskOptions.given(delay, request, (task, text) -> task.delay(values.seconds("--delay", text)));
        request = TaskOptions.given(id, request, TaskRequest::id);
        return options.applyTo(request, values, terminal().in());
    }

    /** Less one leading {@code --}. */
    static List<String> arguments(List<String> args) {
        return !args.isEmpty() && args.get(0).equals("--") ? args.subList(1, args.size()) : args;
    }
}
