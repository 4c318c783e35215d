package io.kingtask.client;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that can be said of a task at one moment. Fields that do not apply yet are null.
 *
 * @param id the task's UUID
 * @param executable the name of its executable file
 * @param args its arguments, in order
 * @param queue the queue it waits, or waited, in
 * @param priority 0 to 9, 9 first
 * @param state where it is in its life
 * @param attempt how many attempts have begun; an attempt that was lost with its worker does not count
 * @param maxAttempts how many attempts there can be: one, and one for each retry interval
 * @param createdAt when the broker accepted it
 * @param startTime the moment it is, or was, to run: its due time while it is scheduled or retrying
 * @param startedAt when its latest run began
 * @param finishedAt when it became final
 * @param worker the worker that runs, or last ran, it
 * @param exitCode exit status of the latest run
 * @param signal number of the signal that ended the latest run
 * @param result standard output of the latest run, less one trailing newline; null before it ended
 * @param error standard error of the latest run, or a sentence of kingtask's when there was none
 * @param progress 0 to 1, as the program says
 * @param message the program's latest word on its progress
 * @param cause why it ended badly
 * @param attempts its runs, oldest first
 */
@JsonbPropertyOrder({
    "id",
    "executable",
    "args",
    "queue",
    "priority",
    "state",
    "attempt",
    "maxAttempts",
    "createdAt",
    "startTime",
    "startedAt",
    "finishedAt",
    "worker",
    "exitCode",
    "signal",
    "result",
    "error",
    "progress",
    "message",
    "cause",
    "attempts"
})
public record TaskView(
        String id,
        String executable,
        List<String> args,
        String queue,
        int priority,
        TaskState state,
        int attempt,
        int maxAttempts,
        Instant createdAt,
        @Nullable Instant startTime,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String worker,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        @Nullable String result,
        @Nullable String error,
        @Nullable Double progress,
        @Nullable String message,
        @Nullable Cause cause,
        List<AttemptView> attempts) {}
