package io.kingtask.cli;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "timers",
        description = "Lists the broker's timers and what is due next: tasks, retries, schedules.",
        footerHeading = "%nExamples:%n",
        footer = {"  kingtask timers", "  kingtask timers --limit 10 --json"})
final class TimersCommand extends ReadingCommand {

    private static final Columns TIMERS = Columns.of("name", "next_timeout!", "schedule");

    /** A schedule has no id, but a name. */
    private static final Columns DUE = Columns.of("due_at!", "kind!")
            .and("task_or_schedule!", due -> Json.cell(due.get("id")) + Json.cell(due.get("schedule")))
            .and("executable")
            .and("queue")
            .and("attempt");

    @Mixin
    private final Paging paging = new Paging();

    TimersCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    String path() {
        return "/timers";
    }

    @Override
    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        paging.addTo(parameters);
        return parameters;
    }

    @Override
    void print(JsonObject timers) {
        var due = Json.object(timers, "due");
        var own = timers.get("ejb_timers") instanceof JsonArray list ? list : JsonValue.EMPTY_JSON_ARRAY;
        terminal().line("Timers of broker " + SafeText.line(Json.cell(timers.get("broker"))));
        printItems(jakarta.json.Json.createObjectBuilder().add("items", own).build(), TIMERS, "No timers.");
        terminal().line("");
        terminal().line("Due next");
        printItems(due, DUE, "Nothing is due.");
        Paging.printMore(due, terminal());
    }
}
