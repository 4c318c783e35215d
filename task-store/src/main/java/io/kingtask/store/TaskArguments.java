package io.kingtask.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A new task as the scripts that store it take it. */
final class TaskArguments {

    private TaskArguments() {}

    static void add(ScriptArguments arguments, NewTask task) {
        var fields = new ArrayList<String>();
        field(fields, TaskField.EXECUTABLE, task.executable());
        field(fields, TaskField.ARGS, StoredJson.write(task.args()));
        field(fields, TaskField.MAX, Integer.toString(task.retryIntervals().size() + 1));
        field(
                fields,
                "retry",
                task.retryIntervals().stream()
                        .map(pause -> Long.toString(pause.toMillis()))
                        .collect(Collectors.joining(",")));
        field(fields, "timeout", millis(task.timeout()));
        field(fields, "stdin", task.stdin());
        field(fields, "env", StoredJson.write(task.env()));
        field(fields, "keep", millis(task.resultKeep()));
        field(fields, TaskField.DEFAULT_KEEP, millis(task.defaultResultKeep()));
        field(
                fields,
                "rule",
                task.failureRule() == null ? null : task.failureRule().word());
        field(fields, "traceparent", task.traceparent());
        field(fields, "sha256", task.sha256());
        arguments
                .addId(task.id())
                .add(
                        task.startTime() == null
                                ? null
                                : Long.toString(task.startTime().toEpochMilli()))
                .add(task.delay())
                .add(task.queue())
                .add(task.priority())
                .add(task.requestDigest())
                .add(fields.size())
                .addAll(fields);
    }

    private static void field(List<String> fields, TaskField field, @Nullable String value) {
        field(fields, field.stored(), Objects.equals(value, field.absent()) ? null : value);
    }

    /** Empty values take no room: they are what is read when the field is absent. */
    private static void field(List<String> fields, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.add(name);
            fields.add(value);
        }
    }

    private static @Nullable String millis(@Nullable Duration duration) {
        return duration == null ? null : Long.toString(duration.toMillis());
    }
}
