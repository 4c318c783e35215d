package io.kingtask.cli;

import io.kingtask.client.BrokerClient;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "timers", description = "Lists the broker's timers and what is due next.")
final class TimersCommand extends BrokerCommand {

    @Option(names = "--json", description = "Print the broker's JSON.")
    private boolean json;

    TimersCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    int run(BrokerClient broker) {
        var text = broker.json("/timers", Map.of());
        if (json) {
            terminal().line(text);
            return GOOD;
        }
        var timers = Json.object(text);
        var due = timers.get("due") instanceof JsonObject list ? list : JsonObject.EMPTY_JSON_OBJECT;
        terminal().line("Timers of broker " + SafeText.line(Json.cell(timers.get("broker"))));
        print(timers.get("ejb_timers"), List.of("name", "next_timeout", "schedule"), "No timers.");
        terminal().line("");
        terminal().line("Due next");
        print(due.get("items"), List.of("due_at", "kind", "id", "executable", "queue", "attempt"), "Nothing is due.");
        return GOOD;
    }

    private void print(@Nullable JsonValue items, List<String> columns, String none) {
        if (items instanceof JsonArray list && !list.isEmpty()) {
            terminal().text(Json.table(list, columns, terminal().columns()));
        } else {
            terminal().line(none);
        }
    }
}
