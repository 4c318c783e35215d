package io.kingtask.cli;

import io.kingtask.client.TaskId;
import picocli.CommandLine.Parameters;

/** The task that a command is about. */
final class TaskParameter {

    @Parameters(index = "0", paramLabel = "ID", description = "The task's id.")
    private String id = "";

    /** The id in canonical form. */
    String id(Kingtask root) {
        return checked(id, root);
    }

    static String checked(String id, Kingtask root) {
        return TaskId.parse(id).orElseThrow(() -> root.usage("'" + id + "' is no task id; allowed: a UUID."));
    }
}
