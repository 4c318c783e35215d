package io.kingtask.cli;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "stats",
        description =
                "Shows how many tasks are in each state, and how many wait in each queue; or what happened lately.",
        footerHeading = "%nExamples:%n",
        footer = {"  kingtask stats", "  kingtask stats --history", "  kingtask stats --history --minutes 5 --json"})
final class StatsCommand extends ReadingCommand {

    private static final Columns HISTORY = Columns.of("at!", "accepted!", "started!", "succeeded!", "failed!")
            .and("pending!")
            .and("running!")
            .and("wait!", row -> Span.millis(row.get("wait_ms")))
            .and("run!", row -> Span.millis(row.get("run_ms")))
            .and("retried!")
            .and("lost!")
            .and("cancelled!")
            .and("seconds!");

    @Option(names = "--history", description = "What was accepted, started and ended, a line for each interval.")
    private boolean history;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "60",
            description = "How far the history goes back: 1 to 1440; default ${DEFAULT-VALUE}.")
    private int minutes;

    StatsCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    @Override
    String path() {
        return history ? "/stats/history" : "/stats";
    }

    @Override
    Map<String, String> parameters() {
        return history ? Map.of("minutes", Integer.toString(minutes)) : Map.of();
    }

    @Override
    void print(JsonObject stats) {
        if (history) {
            printItems(stats, HISTORY, "No history yet.");
            return;
        }
        terminal().line("Accepted " + SafeText.line(Json.cell(stats.get("accepted"))));
        print(stats, "states", "state", "tasks");
        print(stats, "pending", "queue", "pending");
    }

    private void print(JsonObject stats, String field, String names, String amounts) {
        var numbers = Json.object(stats, field);
        if (!numbers.isEmpty()) {
            var table = new Table(List.of(names, amounts));
            numbers.forEach((name, number) -> table.add(List.of(name, Json.cell(number))));
            terminal().line("");
            terminal().text(table.text(terminal().columns()));
        }
    }
}
