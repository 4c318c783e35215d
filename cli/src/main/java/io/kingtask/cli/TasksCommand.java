package io.kingtask.cli;

import jakarta.json.JsonObject;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

@Command(
        name = "tasks",
        description = "Lists tasks, newest first.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  kingtask tasks --state failed --queue mail",
            "  kingtask tasks --cause timeout --since 2026-11-22T08:00:00Z --limit 50",
            "  kingtask tasks --containing invoice --json"
        })
final class TasksCommand extends ReadingCommand {

    private static final Columns COLUMNS =
            Columns.of("id!", "state!", "executable", "args", "queue", "attempt", "created_at!", "result");

    private final TaskFilterOptions filter;

    @Mixin
    private final Paging paging = new Paging();

    TasksCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
        this.filter = new TaskFilterOptions(root);
    }

    @Override
    void addOptions(CommandSpec spec) {
        filter.addTo(spec);
    }

    @Override
    String path() {
        return "/tasks";
    }

    @Override
    Map<String, String> parameters() {
        var parameters = filter.fields();
        paging.addTo(parameters);
        return parameters;
    }

    @Override
    void print(JsonObject page) {
        printItems(page, COLUMNS, Paging.hasMore(page) ? "None so far." : "No tasks.");
        Paging.printMore(page, terminal());
    }
}
