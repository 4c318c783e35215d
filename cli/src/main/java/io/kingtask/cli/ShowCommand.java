package io.kingtask.cli;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

@Command(
        name = "show",
        description = "Shows all that is known of a task.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  kingtask show 01a20353-6b72-7bef-9b4d-8b1448362a3d",
            "  kingtask show --json 01a20353-6b72-7bef-9b4d-8b1448362a3d"
        })
final class ShowCommand extends TaskReadingCommand {

    ShowCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    String path() {
        return taskPath("");
    }

    /** Arguments may hold blanks, and be empty: each is quoted. */
    @Override
    void print(JsonObject task) {
        var args = task.get("args") instanceof JsonArray list ? list : JsonArray.EMPTY_JSON_ARRAY;
        var quoted = args.stream().map(Object::toString).collect(Collectors.joining(" "));
        var readable =
                jakarta.json.Json.createObjectBuilder(task).add("args", quoted).build();
        terminal().text(Json.fields(readable, terminal().columns()));
    }
}
