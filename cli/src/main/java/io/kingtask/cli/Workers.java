package io.kingtask.cli;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import picocli.CommandLine;

/** {@code kingtask workers}. */
record Workers(Kingtask root, Terminal terminal) {

    private static final Columns COLUMNS = Columns.of("name", "state!")
            .and("slots!", Workers::slots)
            .and("queues")
            .and("running", worker -> Integer.toString(size(worker, "running")))
            .and("last_seen!")
            .and("host")
            .and("executables", worker -> Integer.toString(size(worker, "executables")));

    CommandLine line() {
        var thing = new NamedThing(root, terminal, "workers", COLUMNS);
        var line = thing.line(
                "Shows the workers: slots, queues, what they run, when they were last heard of. Drains them.",
                "  kingtask workers",
                "  kingtask workers shop-1",
                "  kingtask workers drain shop-1",
                "  kingtask workers resume shop-1");
        line.addSubcommand(thing.act(
                "drain",
                "POST",
                "/drain",
                "Lets the worker take no new task; what it runs goes on.",
                (name, worker) -> "The worker " + name + " drains; running: " + size(worker, "running") + "."));
        return line.addSubcommand(thing.act(
                "resume",
                "POST",
                "/resume",
                "Lets the worker take tasks again.",
                (name, worker) -> "The worker " + name + " takes tasks."));
    }

    /** Busy ones of all. */
    static String slots(JsonObject worker) {
        var slots = Json.object(worker, "slots");
        return Json.cell(slots.get("busy")) + "/" + Json.cell(slots.get("total"));
    }

    private static int size(JsonObject worker, String field) {
        return worker.get(field) instanceof JsonArray list ? list.size() : 0;
    }
}
