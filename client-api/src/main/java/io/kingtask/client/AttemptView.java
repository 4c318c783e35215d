package io.kingtask.client;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of a task, as it is kept with the task.
 *
 * @param attempt its number, from 1; a run that ended with its worker does not count, so a number may come twice
 * @param worker the name of the worker that ran it
 * @param startedAt when the worker took it
 * @param finishedAt when it ended; null while it runs
 * @param exitCode the exit status; null when there is none
 * @param signal the number of the signal that ended it; null when none did
 * @param cause why it ended badly; null when it ended well or still runs
 * @param sha256 of the file that was run, in hexadecimal digits; null when that is not known
 */
@JsonbPropertyOrder({"attempt", "worker", "startedAt", "finishedAt", "exitCode", "signal", "cause", "sha256"})
public record AttemptView(
        int attempt,
        @Nullable String worker,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        @Nullable Cause cause,
        @Nullable String sha256) {}
