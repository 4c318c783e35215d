package io.kingtask.cli;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.OutputName;
import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

/** Waits for the end of a task and prints how it ended. */
final class Outcome {

    private Outcome() {}

    /** Waits as long as it takes, in slices of that length. */
    static TaskView awaited(BrokerClient broker, String id, Duration slice) {
        var task = broker.await(id, slice);
        while (!task.state().isFinal()) {
            task = broker.await(id, slice);
        }
        return task;
    }

    /**
     * Prints the result as one text with a line end, errors and the reason of a bad end on standard error.
     *
     * @return whether the task succeeded
     */
    static boolean print(BrokerClient broker, TaskView task, Terminal terminal) {
        var result = broker.output(task.id(), OutputName.STDOUT);
        if (result.length > 0) {
            terminal.data(withLineEnd(result));
        }
        var error = broker.output(task.id(), OutputName.STDERR);
        if (error.length > 0) {
            terminal.errorData(withLineEnd(error));
        }
        boolean good = task.state() == TaskState.SUCCEEDED;
        if (!good) {
            terminal.error(reason(task, error.length == 0));
        }
        return good;
    }

    private static byte[] withLineEnd(byte[] text) {
        if (text[text.length - 1] == '\n') {
            return text;
        }
        var ended = new ByteArrayOutputStream(text.length + 1);
        ended.writeBytes(text);
        ended.write('\n');
        return ended.toByteArray();
    }

    private static String reason(TaskView task, boolean withError) {
        var text = new StringBuilder("Task " + task.id() + " " + task.state().word());
        if (task.cause() != null) {
            text.append(", cause ").append(task.cause().word());
        }
        if (task.exitCode() != null && task.exitCode() != 0) {
            text.append(", exit status ").append(task.exitCode());
        }
        if (task.signal() != null) {
            text.append(", signal ").append(task.signal());
        }
        text.append(", attempt ").append(task.attempt()).append(" of ").append(task.maxAttempts());
        if (withError && task.error() != null && !task.error().isEmpty()) {
            text.append(": ").append(SafeText.line(task.error()));
        }
        return text.append('.').toString();
    }
}
