package io.kingtask.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/** All commands by name. A command is made only when it may be meant: to look at all of them takes longer than most calls. */
final class Commands {

    private final Map<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();

    Commands(Kingtask root, Terminal terminal) {
        // What follows the executable's name is its own, whatever it looks like.
        add("submit", () -> line(new SubmitCommand(root, terminal)).setStopAtPositional(true));
        add("result", () -> line(new ResultCommand(root, terminal)));
        add("show", () -> line(new ShowCommand(root, terminal)));
        add("explain", () -> line(new ExplainCommand(root, terminal)));
        add("logs", () -> line(new LogsCommand(root, terminal)));
        add("cancel", () -> line(new CancelCommand(root, terminal)));
        add("retry", () -> line(new RetryCommand(root, terminal)));
        add("move", () -> line(new MoveCommand(root, terminal)));
        add("tasks", () -> line(new TasksCommand(root, terminal)));
        add("failures", () -> line(new FailuresCommand(root, terminal)));
        add("queues", () -> new Queues(root, terminal).line());
        add("workers", () -> new Workers(root, terminal).line());
        add("schedules", () -> new Schedules(root, terminal).line());
        add("timers", () -> line(new TimersCommand(root, terminal)));
        add("stats", () -> line(new StatsCommand(root, terminal)));
        add("audit", () -> line(new AuditCommand(root, terminal)));
        add("top", () -> line(new TopCommand(root, terminal)));
        add("doctor", () -> new CommandLine(new DoctorCommand(terminal)));
        add("completion", () -> new CommandLine(new CompletionCommand(terminal)));
        add("help", () -> new CommandLine(new HelpCommand()));
    }

    /** Adds those that are among the arguments; all when none is, or when help may want to list them. */
    void addTo(CommandLine line, List<String> args) {
        var meant = commands.keySet().stream().filter(args::contains).toList();
        boolean all = meant.isEmpty() || meant.contains("help");
        commands.forEach((name, command) -> {
            if (all || meant.contains(name)) {
                line.addSubcommand(name, command.get());
            }
        });
    }

    private void add(String name, Supplier<CommandLine> command) {
        commands.put(name, command);
    }

    private static CommandLine line(BrokerCommand command) {
        var line = new CommandLine(command);
        command.addOptions(line.getCommandSpec());
        return line;
    }
}
