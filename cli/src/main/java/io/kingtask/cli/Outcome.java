package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import io.kingtask.client.OutputName;
import io.kingtask.client.TaskState;
import io.kingtask.client.Word;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.PrintStream;
import java.util.Map;

/** Waits for the end of a task and prints how it ended. */
record Outcome(BrokerApi broker, Terminal terminal) {

    /** Waits as long as it takes, in slices of what a broker allows. */
    JsonObject awaited(String id) {
        while (true) {
            var task = Json.object(broker.get("/tasks/" + id, Map.of("wait", "60")));
            if (state(task).isFinal()) {
                return task;
            }
        }
    }

    /**
     * Prints the result as one text with a line end, errors and the reason of a bad end on standard error.
     *
     * @return whether the task succeeded
     */
    boolean print(JsonObject task) {
        var output = new Output(broker, task.getString("id"), terminal);
        endLine(output.print(OutputName.STDOUT, terminal.out()), terminal.out());
        int last = output.print(OutputName.STDERR, terminal.err());
        endLine(last, terminal.err());
        boolean good = state(task) == TaskState.SUCCEEDED;
        if (!good) {
            terminal.error(reason(task, last < 0));
        }
        return good;
    }

    private static void endLine(int last, PrintStream stream) {
        if (last >= 0 && last != '\n') {
            stream.print('\n');
        }
        stream.flush();
    }

    private static TaskState state(JsonObject task) {
        return Word.find(TaskState.class, task.getString("state"))
                .orElseThrow(() -> new JsonException("it knows a state of tasks that we do not"));
    }

    private static String reason(JsonObject task, boolean withError) {
        var text = new StringBuilder("Task " + task.getString("id") + " " + task.getString("state"));
        append(text, ", cause ", Json.cell(task.get("cause")));
        var exit = Json.cell(task.get("exit_code"));
        append(text, ", exit status ", exit.equals("0") ? "" : exit);
        append(text, ", signal ", Json.cell(task.get("signal")));
        append(text, ", attempt ", Json.cell(task.get("attempt")));
        append(text, " of ", Json.cell(task.get("max_attempts")));
        append(text, ": ", withError ? SafeText.line(Json.cell(task.get("error"))) : "");
        return text.append('.').toString();
    }

    private static void append(StringBuilder text, String before, String value) {
        if (!value.isEmpty()) {
            text.append(before).append(value);
        }
    }
}
