package io.kingtask.cli;

import io.kingtask.client.BrokerClient;
import picocli.CommandLine.Command;

@Command(name = "cancel", description = "Cancels a task that is not finished; a running program is ended.")
final class CancelCommand extends TaskCommand {

    CancelCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    int run(BrokerClient broker) {
        var task = broker.cancel(id());
        terminal().line(task.id() + " " + task.state().word());
        return GOOD;
    }
}
