package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import jakarta.json.JsonObject;
import java.util.Map;
import picocli.CommandLine.Option;

/** A command that shows one answer of the broker: for a person, or with {@code --json} as it came. */
abstract class ReadingCommand extends BrokerCommand {

    @Option(names = "--json", description = "Print the broker's JSON.")
    private boolean json;

    ReadingCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    /** Under {@code /api/v1}. */
    abstract String path();

    Map<String, String> parameters() {
        return Map.of();
    }

    /** Shows the answer to a person. */
    abstract void print(JsonObject answer);

    /** The exit status that the answer stands for. */
    int verdict(JsonObject answer) {
        return GOOD;
    }

    @Override
    final int run(BrokerApi broker) {
        var text = broker.get(path(), parameters());
        var answer = Json.object(text);
        if (json) {
            terminal().json(text);
        } else {
            print(answer);
        }
        return verdict(answer);
    }

    /** The items as a table, or a sentence when there are none. */
    void printItems(JsonObject page, Columns columns, String none) {
        var items = Json.items(page);
        if (items.isEmpty()) {
            terminal().line(none);
        } else {
            terminal().text(columns.table(items).text(terminal().columns()));
        }
    }
}
