package io.kingtask.cli;

import picocli.CommandLine;

/** {@code kingtask queues}. */
record Queues(Kingtask root, Terminal terminal) {

    private static final Columns COLUMNS = Columns.of("name", "pending", "running", "workers")
            .and("oldest", queue -> Span.text(queue.get("oldest_pending_seconds")))
            .and("paused", queue -> queue.getBoolean("paused", false) ? "paused" : "");

    CommandLine line() {
        var thing = new NamedThing(root, terminal, "queues", COLUMNS);
        var line = thing.line(
                "Shows the queues: what waits, what runs, how long the first has waited. Pauses, resumes and empties them.",
                "  kingtask queues",
                "  kingtask queues pause mail",
                "  kingtask queues resume mail",
                "  kingtask queues purge --dry-run mail",
                "  kingtask queues purge --yes mail");
        line.addSubcommand(thing.act(
                "pause",
                "POST",
                "/pause",
                "Lets no task of the queue start; what runs goes on.",
                (name, queue) ->
                        "The queue " + name + " is paused; pending: " + Json.cell(queue.get("pending")) + "."));
        line.addSubcommand(thing.act(
                "resume",
                "POST",
                "/resume",
                "Lets the tasks of the queue start again.",
                (name, queue) -> "The queue " + name + " goes on; pending: " + Json.cell(queue.get("pending")) + "."));
        return line.addSubcommand(new PurgeCommand(thing));
    }
}
