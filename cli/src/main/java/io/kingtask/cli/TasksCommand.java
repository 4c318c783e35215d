package io.kingtask.cli;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.TaskState;
import io.kingtask.client.Word;
import jakarta.json.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "tasks", description = "Lists tasks, newest first.")
final class TasksCommand extends BrokerCommand {

    private static final List<String> COLUMNS =
            List.of("id", "state", "attempt", "queue", "created_at", "executable", "args", "result");

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "scheduled, pending, running, retrying, succeeded, failed or cancelled.")
    private @Nullable String state;

    @Option(names = "--queue", paramLabel = "QUEUE", description = "Tasks of that queue.")
    private @Nullable String queue;

    @Option(names = "--executable", paramLabel = "NAME", description = "Tasks of that executable.")
    private @Nullable String executable;

    @Option(
            names = "--containing",
            paramLabel = "TEXT",
            description = "Tasks with that text in argument, result or error.")
    private @Nullable String containing;

    @Option(names = "--limit", paramLabel = "N", description = "Tasks a page.")
    private @Nullable Integer limit;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on where a page ended.")
    private @Nullable String cursor;

    @Option(names = "--json", description = "Print the broker's JSON.")
    private boolean json;

    TasksCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    int run(BrokerClient broker) {
        var text = broker.json("/tasks", parameters());
        if (json) {
            terminal().line(text);
            return GOOD;
        }
        var page = Json.object(text);
        var items = page.getJsonArray("items");
        terminal()
                .text(
                        items.isEmpty()
                                ? "No tasks.\n"
                                : Json.table(items, COLUMNS, terminal().columns()));
        if (page.get("next_cursor") instanceof JsonString next) {
            terminal().line("More: --cursor " + SafeText.line(next.getString()));
        }
        return GOOD;
    }

    private Map<String, String> parameters() {
        if (state != null && Word.find(TaskState.class, state).isEmpty()) {
            throw root().usage("--state=" + state + ": allowed are " + Word.list(TaskState.class) + ".");
        }
        var parameters = new LinkedHashMap<String, String>();
        put(parameters, "state", state);
        put(parameters, "queue", queue);
        put(parameters, "executable", executable);
        put(parameters, "q", containing);
        put(parameters, "limit", limit);
        put(parameters, "cursor", cursor);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.put(name, value.toString());
        }
    }
}
