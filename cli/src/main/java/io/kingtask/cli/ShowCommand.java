package io.kingtask.cli;

import io.kingtask.client.BrokerClient;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "show", description = "Shows all that is known of a task.")
final class ShowCommand extends TaskCommand {

    @Option(names = "--json", description = "Print the broker's JSON.")
    private boolean json;

    ShowCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    int run(BrokerClient broker) {
        var text = broker.json("/tasks/" + id(), Map.of());
        if (json) {
            terminal().line(text);
        } else {
            terminal().text(Json.fields(readable(Json.object(text)), terminal().columns()));
        }
        return GOOD;
    }

    /** Arguments may hold blanks, and be empty: each is quoted. */
    private static JsonObject readable(JsonObject task) {
        var args = task.get("args") instanceof JsonArray list ? list : JsonArray.EMPTY_JSON_ARRAY;
        var quoted = args.stream().map(Object::toString).collect(Collectors.joining(" "));
        return jakarta.json.Json.createObjectBuilder(task).add("args", quoted).build();
    }
}
