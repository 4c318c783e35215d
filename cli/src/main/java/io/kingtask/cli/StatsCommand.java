package io.kingtask.cli;

import io.kingtask.client.BrokerClient;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "stats", description = "Shows how many tasks are in each state, and how many wait in each queue.")
final class StatsCommand extends BrokerCommand {

    @Option(names = "--json", description = "Print the broker's JSON.")
    private boolean json;

    StatsCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    int run(BrokerClient broker) {
        var text = broker.json("/stats", Map.of());
        if (json) {
            terminal().line(text);
            return GOOD;
        }
        var stats = Json.object(text);
        terminal().line("Accepted " + SafeText.line(Json.cell(stats.get("accepted"))));
        print(stats, "states", "state", "tasks");
        print(stats, "pending", "queue", "pending");
        return GOOD;
    }

    private void print(JsonObject stats, String field, String names, String amounts) {
        if (stats.get(field) instanceof JsonObject numbers && !numbers.isEmpty()) {
            var table = new Table(List.of(names, amounts));
            numbers.forEach((name, number) -> table.add(List.of(name, Json.cell(number))));
            terminal().line("");
            terminal().text(table.text(terminal().columns()));
        }
    }
}
