package io.kingtask.cli;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "failures",
        description =
                "Shows failed tasks in groups of the same executable, cause and message, the largest group first.",
        footerHeading = "%nExamples:%n",
        footer = {"  kingtask failures", "  kingtask failures --queue mail", "  kingtask failures --executable example"
        })
final class FailuresCommand extends ReadingCommand {

    private static final Columns COLUMNS =
            Columns.of("count!", "executable", "cause", "message", "newest_task!", "last_at!", "first_at!");

    @Option(names = "--queue", paramLabel = "QUEUE", description = "Failures of tasks of that queue.")
    private @Nullable String queue;

    @Option(names = "--executable", paramLabel = "NAME", description = "Failures of that executable.")
    private @Nullable String executable;

    FailuresCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    String path() {
        return "/failures";
    }

    @Override
    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        if (queue != null) {
            parameters.put("queue", queue);
        }
        if (executable != null) {
            parameters.put("executable", executable);
        }
        return parameters;
    }

    @Override
    void print(JsonObject page) {
        printItems(page, COLUMNS, "No failures.");
        if (!Json.items(page).isEmpty()) {
            terminal().line("The latest " + Json.cell(page.get("looked_at")) + " failed tasks were looked at.");
        }
    }
}
