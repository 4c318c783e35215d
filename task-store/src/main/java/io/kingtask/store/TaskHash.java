package io.kingtask.store;

import io.kingtask.client.AttemptView;
import io.kingtask.client.Cause;
import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import io.kingtask.client.Word;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a task as Redis keeps it, read into a {@link TaskView}. Times are milliseconds since 1970; bytes that are not UTF-8 become
 * U+FFFD. The fields are written by {@link RedisTaskStore} (the request) and by the scripts (the rest).
 */
final class TaskHash {

    private static final String RUN_PREFIX = "run:";

    private final Map<String, byte[]> fields;

    private TaskHash(Map<String, byte[]> fields) {
        this.fields = fields;
    }

    /** From HGETALL's answer, fields and values in turn. */
    static TaskHash of(List<?> fieldsAndValues) {
        var fields = new HashMap<String, byte[]>();
        for (int i = 0; i + 1 < fieldsAndValues.size(); i += 2) {
            fields.put(ScriptAnswers.text(fieldsAndValues.get(i)), (byte[]) fieldsAndValues.get(i + 1));
        }
        return new TaskHash(fields);
    }

    boolean isEmpty() {
        return !fields.containsKey(TaskField.STATE.stored());
    }

    TaskView view(String id) {
        var state = required(TaskState.class, TaskField.STATE);
        var created = Instant.ofEpochMilli(number(TaskField.CREATED.stored()));
        var due = instant(TaskField.DUE.stored());
        boolean ended = fields.containsKey("stdout") || fields.containsKey("error");
        return new TaskView(
                id,
                orEmpty(TaskField.EXECUTABLE),
                StoredJson.texts(orEmpty(TaskField.ARGS)),
                orEmpty(TaskField.QUEUE),
                Integer.parseInt(orEmpty(TaskField.PRIORITY)),
                state,
                (int) number("attempt"),
                Integer.parseInt(orEmpty(TaskField.MAX)),
                created,
                due == null ? created : due,
                instant("started"),
                instant("finished"),
                text("worker"),
                integer("exit_code"),
                integer("signal"),
                ended ? orEmpty("stdout") : null,
                text("error"),
                real("progress"),
                emptyToNull(text("message")),
                word(Cause.class, text("cause")),
                attempts(state));
    }

    private List<AttemptView> attempts(TaskState state) {
        var past = fields.keySet().stream()
                .filter(field -> field.startsWith(RUN_PREFIX))
                .sorted(Comparator.comparingLong(field -> Long.parseLong(field.substring(RUN_PREFIX.length()))))
                .map(field -> run(StoredJson.map(orEmpty(field))));
        return Stream.concat(past, latest(state)).toList();
    }

    /** The run that is not recorded yet: it goes on, or its fields are the task's own (see run.lua). */
    private Stream<AttemptView> latest(TaskState state) {
        if (state == TaskState.RUNNING) {
            return Stream.of(current());
        }
        return fields.containsKey("ran") ? Stream.of(ended()) : Stream.empty();
    }

    private AttemptView ended() {
        return new AttemptView(
                (int) number("attempt"),
                text("worker"),
                instant("started"),
                instant("ran"),
                integer("exit_code"),
                integer("signal"),
                word(Cause.class, text("cause")),
                text("run_sha256"));
    }

    private AttemptView current() {
        return new AttemptView(
                (int) number("attempt"), text("worker"), instant("started"), null, null, null, null, null);
    }

    private static AttemptView run(Map<String, String> run) {
        return new AttemptView(
                Integer.parseInt(run.getOrDefault("attempt", "0")),
                run.get("worker"),
                instantOf(run.get("started")),
                instantOf(run.get("finished")),
                integerOf(run.get("exit_code")),
                integerOf(run.get("signal")),
                word(Cause.class, run.get("cause")),
                run.get("sha256"));
    }

    private <E extends Enum<E> & Word> E required(Class<E> type, TaskField field) {
        var word = orEmpty(field);
        return Word.find(type, word)
                .orElseThrow(() ->
                        new IllegalStateException("a task in Redis has the " + field.luaName() + " '" + word + "'"));
    }

    private static <E extends Enum<E> & Word> @Nullable E word(Class<E> type, @Nullable String word) {
        return word == null ? null : Word.find(type, word).orElse(null);
    }

    private @Nullable String text(String field) {
        var value = fields.get(field);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private String orEmpty(TaskField field) {
        var value = field.orAbsent(text(field.stored()));
        return value == null ? "" : value;
    }

    private String orEmpty(String field) {
        var value = text(field);
        return value == null ? "" : value;
    }

    private long number(String field) {
        var value = text(field);
        return value == null ? 0 : Long.parseLong(value);
    }

    private @Nullable Instant instant(String field) {
        return instantOf(text(field));
    }

    private @Nullable Integer integer(String field) {
        return integerOf(text(field));
    }

    private @Nullable Double real(String field) {
        var value = text(field);
        return value == null ? null : Double.valueOf(value);
    }

    private static @Nullable Instant instantOf(@Nullable String millis) {
        return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static @Nullable Integer integerOf(@Nullable String value) {
        return value == null ? null : Integer.valueOf(value);
    }

    private static @Nullable String emptyToNull(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }
}
