package io.kingtask.cli;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import picocli.CommandLine.Command;

@Command(
        name = "explain",
        description = "Says why a task is where it is: what it waits for, or how it ended.",
        footerHeading = "%nExamples:%n",
        footer = {"  kingtask explain 01a20353-6b72-7bef-9b4d-8b1448362a3d"})
final class ExplainCommand extends TaskReadingCommand {

    ExplainCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    String path() {
        return taskPath("/explain");
    }

    /** The first reason, the other ones, then the facts. */
    @Override
    void print(JsonObject answer) {
        terminal().line(SafeText.line(Json.cell(answer.get("message"))));
        var reasons = answer.get("reasons") instanceof JsonArray list ? list : JsonValue.EMPTY_JSON_ARRAY;
        reasons.stream()
                .skip(1)
                .filter(JsonObject.class::isInstance)
                .map(reason -> Json.cell(reason.asJsonObject().get("message")))
                .forEach(message -> terminal().line("Also: " + SafeText.line(message)));
        var facts = jakarta.json.Json.createObjectBuilder(answer);
        facts.remove("message").remove("reasons").remove("id");
        terminal().line("");
        terminal().text(Json.fields(facts.build(), terminal().columns()));
    }
}
