package io.kingtask.store;

import io.kingtask.client.FailureRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task with the lease on one run of it.
 *
 * @param run the task's id and the fence of this run
 * @param attempt number of this attempt, from 1
 * @param retryIntervals pauses before the second, third, … attempt
 * @param claimedAt the moment of the claim by Redis' clock
 * @param timeout longest run that the task allows; null: the worker's limit
 * @param stdin what the program may read; null: nothing
 * @param failureRule null: the worker's setting
 * @param sha256 what the executable's file must have; null: anything
 */
public record ClaimedTask(
        WorkStore.Run run,
        String executable,
        List<String> args,
        String queue,
        int attempt,
        List<Duration> retryIntervals,
        Instant claimedAt,
        @Nullable Duration timeout,
        @Nullable String stdin,
        Map<String, String> env,
        @Nullable FailureRule failureRule,
        @Nullable String traceparent,
        @Nullable String sha256) {

    public String id() {
        return run.id();
    }
}
