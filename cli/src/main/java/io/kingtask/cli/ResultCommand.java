package io.kingtask.cli;

import io.kingtask.client.BrokerClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "result",
        description = {
            "Prints a task's reply: {1 1 57}.",
            "First number: 1, there is a result. Second: 1, the task succeeded. Then the result."
        })
final class ResultCommand extends TaskCommand {

    @Option(names = "--json", description = "Print the broker's JSON.")
    private boolean json;

    ResultCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    int run(BrokerClient broker) {
        if (json) {
            terminal().line(broker.json("/tasks/" + id() + "/result", Map.of()));
        } else {
            terminal().data((broker.getResult(id()) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return GOOD;
    }
}
