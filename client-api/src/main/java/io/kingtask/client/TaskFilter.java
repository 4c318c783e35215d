package io.kingtask.client;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Which tasks to list: {@code TaskFilter.all().state(TaskState.FAILED).queue("mail").limit(20)}. Immutable. */
public final class TaskFilter {

    private static final TaskFilter ALL = new TaskFilter(Map.of());

    private final Map<String, String> parameters;

    private TaskFilter(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Every task, newest first, in pages of the broker's size. */
    public static TaskFilter all() {
        return ALL;
    }

    public TaskFilter state(TaskState state) {
        return with("state", state.word());
    }

    public TaskFilter queue(String queue) {
        return with("queue", queue);
    }

    public TaskFilter executable(String executable) {
        return with("executable", executable);
    }

    public TaskFilter cause(Cause cause) {
        return with("cause", cause.word());
    }

    /** The worker that runs, or last ran, it. */
    public TaskFilter worker(String worker) {
        return with("worker", worker);
    }

    /** Accepted at this moment or later. */
    public TaskFilter since(Instant moment) {
        return with("since", TaskJson.format(moment));
    }

    /** Accepted before this moment. */
    public TaskFilter until(Instant moment) {
        return with("until", TaskJson.format(moment));
    }

    /** Part of an argument, a result or an error. */
    public TaskFilter containing(String text) {
        return with("q", text);
    }

    /** Tasks a page. */
    public TaskFilter limit(int limit) {
        return with("limit", Integer.toString(limit));
    }

    /** Go on where the page before ended: its {@link TaskList#nextCursor}. */
    public TaskFilter after(String cursor) {
        return with("cursor", cursor);
    }

    /** The parameters of the call, by name. */
    public Map<String, String> parameters() {
        return parameters;
    }

    private TaskFilter with(String name, String value) {
        var changed = new LinkedHashMap<>(parameters);
        changed.put(name, Objects.requireNonNull(value, name));
        return new TaskFilter(Collections.unmodifiableMap(changed));
    }
}
