package io.kingtask.worker.config;

import io.kingtask.client.FailureRule;
import io.kingtask.settings.ListenAddress;
import io.kingtask.store.RedisAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A worker's configuration, checked.
 *
 * @param name how it is shown, unique among live workers; empty: one is made
 * @param broker a broker's address, for display
 * @param binPath folder of the executables, absolute
 * @param period pause of a slot after each task
 * @param resultKeepTime how long this worker wants results kept; empty: as the broker says
 * @param taskRunTime longest run
 * @param concurrency slots
 * @param lease after what time of silence its tasks are taken over
 * @param shutdownGrace how long a stop waits for what runs
 * @param killGrace time between SIGTERM and SIGKILL
 * @param maxOutput bytes kept of each output
 * @param failureRule where a task does not say otherwise
 * @param env variables for every task
 * @param confinement as what, and within which bounds, programs run
 * @param pins SHA-256 that executables must have, by their names
 * @param metricsAddr where metrics can be read; empty: nowhere
 */
public record WorkerConfig(
        Optional<String> name,
        String broker,
        RedisAddress redis,
        Path binPath,
        Optional<Path> logPath,
        String logLevel,
        Duration period,
        Optional<Duration> resultKeepTime,
        Duration taskRunTime,
        int concurrency,
        QueueChoice queues,
        Duration lease,
        Duration shutdownGrace,
        Duration killGrace,
        int maxOutput,
        FailureRule failureRule,
        Map<String, String> env,
        Confinement confinement,
        Map<String, String> pins,
        Optional<ListenAddress> metricsAddr) {

    private static final Duration BEYOND_GRACE = Duration.ofSeconds(15);

    /** How long a stop can take that waits for what runs and then ends it. */
    public Duration longestStop() {
        return shutdownGrace.plus(killGrace).plus(BEYOND_GRACE);
    }
}
