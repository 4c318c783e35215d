package io.kingtask.cli;

import picocli.CommandLine;

/** {@code kingtask schedules}. */
record Schedules(Kingtask root, Terminal terminal) {

    private static final Columns COLUMNS = Columns.of("name")
            .and(
                    "when",
                    schedule -> schedule.get("cron") == null
                                    || Json.cell(schedule.get("cron")).isEmpty()
                            ? Json.inline(Json.object(schedule, "calendar"))
                            : Json.cell(schedule.get("cron")))
            .and("time_zone")
            .and("next_firing!")
            .and("paused", schedule -> schedule.getBoolean("paused", false) ? "paused" : "")
            .and(
                    "executable",
                    schedule -> Json.cell(Json.object(schedule, "task").get("executable")))
            .and("last_firing!")
            .and("missed", schedule -> Json.cell(schedule.get("missed_firings")))
            .and("last_task!");

    CommandLine line() {
        var thing = new NamedThing(root, terminal, "schedules", COLUMNS);
        var line = thing.line(
                "Shows the schedules, which submit a task again and again. Makes, changes, pauses, fires and deletes them.",
                "  kingtask schedules",
                "  kingtask schedules show nightly",
                "  kingtask schedules create --cron '0 3 * * *' nightly example 12 45",
                "  kingtask schedules update --cron '30 3 * * *' nightly",
                "  kingtask schedules trigger nightly",
                "  kingtask schedules delete nightly");
        line.addSubcommand(NamedThing.described(
                        new CreateScheduleCommand(thing),
                        "create",
                        "Makes a schedule. Options stand before NAME; what follows EXECUTABLE are the task's arguments.",
                        "  kingtask schedules create --cron '*/5 * * * *' --missed run_once poll example 1",
                        "  kingtask schedules create --hour 3 --day-of-week Mon-Fri nightly example 12")
                .setStopAtPositional(true));
        line.addSubcommand(NamedThing.described(
                        new UpdateScheduleCommand(thing),
                        "update",
                        "Changes what is given of a schedule, and leaves the rest of it.",
                        "  kingtask schedules update --time-zone UTC --queue mail nightly",
                        "  kingtask schedules update nightly example 1 2")
                .setStopAtPositional(true));
        addActs(thing, line);
        return line;
    }

    private static void addActs(NamedThing thing, CommandLine line) {
        line.addSubcommand(thing.act(
                "pause",
                "POST",
                "/pause",
                "Lets the schedule not fire.",
                (name, schedule) -> "The schedule " + name + " is paused."));
        line.addSubcommand(thing.act(
                "resume",
                "POST",
                "/resume",
                "Lets the schedule fire again.",
                (name, schedule) -> "The schedule " + name + " fires next: " + Json.cell(schedule.get("next_firing"))));
        line.addSubcommand(thing.act(
                "trigger",
                "POST",
                "/trigger",
                "Submits the schedule's task now and prints its id.",
                (name, task) -> Json.cell(task.get("id"))));
        line.addSubcommand(thing.act(
                "delete",
                "DELETE",
                "",
                "Deletes the schedule; its tasks stay.",
                (name, nothing) -> "The schedule " + name + " is deleted."));
    }
}
