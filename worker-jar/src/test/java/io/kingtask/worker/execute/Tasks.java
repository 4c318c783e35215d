package io.kingtask.worker.execute;

import io.kingtask.client.TaskId;
import io.kingtask.store.ClaimedTask;
import io.kingtask.store.WorkStore.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Claimed tasks for tests. */
public final class Tasks {

    private Tasks() {}

    public static ClaimedTask task(String executable, List<String> args) {
        return new ClaimedTask(
                new Run(TaskId.next(), 7),
                executable,
                args,
                "default",
                1,
                List.of(Duration.ofSeconds(5), Duration.ofSeconds(8)),
                Instant.EPOCH,
                null,
                null,
                Map.of(),
                null,
                null,
                null);
    }

    public static ClaimedTask withStdin(ClaimedTask task, String stdin) {
        return new ClaimedTask(
                task.run(),
                task.executable(),
                task.args(),
                task.queue(),
                task.attempt(),
                task.retryIntervals(),
                task.claimedAt(),
                task.timeout(),
                stdin,
                task.env(),
                task.failureRule(),
                task.traceparent(),
                task.sha256());
    }

    public static ClaimedTask withTimeout(ClaimedTask task, Duration timeout) {
        return new ClaimedTask(
                task.run(),
                task.executable(),
                task.args(),
                task.queue(),
                task.attempt(),
                task.retryIntervals(),
                task.claimedAt(),
                timeout,
                task.stdin(),
                task.env(),
                task.failureRule(),
                task.traceparent(),
                task.sha256());
    }

    public static ClaimedTask withSha256(ClaimedTask task, String sha256) {
        return new ClaimedTask(
                task.run(),
                task.executable(),
                task.args(),
                task.queue(),
                task.attempt(),
                task.retryIntervals(),
                task.claimedAt(),
                task.timeout(),
                task.stdin(),
                task.env(),
                task.failureRule(),
                task.traceparent(),
                sha256);
    }

    public static ClaimedTask withEnv(ClaimedTask task, Map<String, String> env, String traceparent) {
        return new ClaimedTask(
                task.run(),
                task.executable(),
                task.args(),
                task.queue(),
                task.attempt(),
                task.retryIntervals(),
                task.claimedAt(),
                task.timeout(),
                task.stdin(),
                env,
                task.failureRule(),
                traceparent,
                task.sha256());
    }
}
