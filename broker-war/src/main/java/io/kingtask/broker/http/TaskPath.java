package io.kingtask.broker.http;

import io.kingtask.client.TaskId;

/** The part of a path that names a task. */
public final class TaskPath {

    private TaskPath() {}

    /** The id in canonical form. What is no id names no task: 404. */
    public static String id(String text) {
        return TaskId.parse(text)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ErrorCode.UNKNOWN_TASK, "There is no such task: ids are UUIDs of 36 characters.")));
    }
}
