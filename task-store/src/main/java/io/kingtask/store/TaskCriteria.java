package io.kingtask.store;

import io.kingtask.client.Cause;
import io.kingtask.client.TaskState;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are meant. Null means: any.
 *
 * @param states empty: any
 * @param text part of an argument, a result or an error; case counts
 * @param since the earliest moment of acceptance
 * @param until the moment of acceptance is before this one
 */
public record TaskCriteria(
        Set<TaskState> states,
        @Nullable String queue,
        @Nullable String executable,
        @Nullable Cause cause,
        @Nullable String worker,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String text) {

    public static final TaskCriteria ANY = new TaskCriteria(Set.of(), null, null, null, null, null, null, null);

    public TaskCriteria inStates(Set<TaskState> wanted) {
        return new TaskCriteria(wanted, queue, executable, cause, worker, since, until, text);
    }

    /** In the order that list.lua takes them in. */
    void addTo(ScriptArguments arguments) {
        var words = new StringBuilder();
        states.forEach(state -> words.append(state.word()).append(' '));
        arguments
                .add(words.toString())
                .add(queue)
                .add(executable)
                .add(cause == null ? null : cause.word())
                .add(worker)
                .add(millis(since))
                .add(millis(until))
                .add(text)
                .add(text == null ? null : StoredJson.escape(text));
    }

    private static @Nullable String millis(@Nullable Instant moment) {
        return moment == null ? null : Long.toString(moment.toEpochMilli());
    }
}
