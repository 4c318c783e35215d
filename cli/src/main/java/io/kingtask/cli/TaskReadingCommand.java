package io.kingtask.cli;

import picocli.CommandLine.Mixin;

/** A command that shows something of one task. */
abstract class TaskReadingCommand extends ReadingCommand {

    @Mixin
    private final TaskParameter task = new TaskParameter();

    TaskReadingCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    String taskPath(String rest) {
        return "/tasks/" + task.id(root()) + rest;
    }
}
