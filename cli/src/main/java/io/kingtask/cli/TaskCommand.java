package io.kingtask.cli;

import io.kingtask.client.TaskId;
import picocli.CommandLine.Parameters;

/** A command about one task. */
abstract class TaskCommand extends BrokerCommand {

    @Parameters(index = "0", paramLabel = "ID", description = "The task's id.")
    private String id = "";

    TaskCommand(Kingtask root, Terminal terminal) {
        super(root, terminal);
    }

    /** The id in canonical form. */
    String id() {
        return TaskId.parse(id).orElseThrow(() -> root().usage("'" + id + "' is no task id; allowed: a UUID."));
    }
}
