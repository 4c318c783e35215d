package io.kingtask.cli;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.OutputName;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "logs",
        description =
                "Prints what a task's latest run wrote: its output on standard output, its errors on standard error.")
final class LogsCommand extends TaskCommand {

    private static final Duration SLICE = Duration.ofMinutes(1);

    @Option(
            names = {"-f", "--follow"},
            description = "Wait until the task has ended, then print.")
    private boolean follow;

    LogsCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    int run(BrokerClient broker) {
        if (follow) {
            Outcome.awaited(broker, id(), SLICE);
        }
        terminal().data(broker.output(id(), OutputName.STDOUT));
        terminal().errorData(broker.output(id(), OutputName.STDERR));
        return GOOD;
    }
}
