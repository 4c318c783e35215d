package io.kingtask.cli;

import io.kingtask.client.BrokerClient;
import picocli.CommandLine.Command;

@Command(name = "retry", description = "Runs a failed, cancelled or retrying task again, now.")
final class RetryCommand extends TaskCommand {

    RetryCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    int run(BrokerClient broker) {
        var task = broker.retry(id());
        terminal().line(task.id() + " " + task.state().word());
        return GOOD;
    }
}
