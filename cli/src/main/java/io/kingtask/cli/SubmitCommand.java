package io.kingtask.cli;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.TaskRequest;
import java.time.Duration;
import java.util.List;
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
        customSynopsis = "kingtask submit [OPTIONS] EXECUTABLE [--] [ARGS...]")
final class SubmitCommand extends BrokerCommand {

    private static final Duration SLICE = Duration.ofMinutes(1);

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
    int run(BrokerClient broker) {
        var request = options.applyTo(TaskRequest.of(executable, arguments(args)), root(), terminal());
        var task = broker.delay(request);
        if (!wait) {
            terminal().line(task.id());
            return GOOD;
        }
        var ended = Outcome.awaited(broker, task.id(), SLICE);
        return Outcome.print(broker, ended, terminal()) ? GOOD : REFUSED;
    }

    private static List<String> arguments(List<String> args) {
        return !args.isEmpty() && args.get(0).equals("--") ? args.subList(1, args.size()) : args;
    }
}
