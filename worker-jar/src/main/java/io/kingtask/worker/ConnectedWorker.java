package io.kingtask.worker;

import io.kingtask.store.RedisStore;
import io.kingtask.worker.config.WorkerConfig;
import io.kingtask.worker.metrics.MetricsServer;
import io.kingtask.worker.metrics.WorkerMetrics;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * A worker with its connections to Redis and, where configured, the page of its metrics. Both forms are this: who makes one says whose
 * threads it has, and starts and stops it, once each. A stop waits for a start that is under way.
 */
public final class ConnectedWorker {

    /** The claim loop, heartbeat, renewal, control and live output threads use connections beside the slots. */
    private static final int OTHER_CONNECTIONS = 6;

    private final WorkerConfig config;
    private final RedisStore redis;
    private final Worker.Surroundings surroundings;
    private @Nullable MetricsServer page;
    private @Nullable Worker worker;

    /**
     * Nothing is started, nor connected, before {@link #start}.
     *
     * @param threads makes all of the worker's threads
     * @param ownProcess as {@link Worker.Surroundings} says
     */
    public ConnectedWorker(WorkerConfig config, ThreadFactory threads, boolean ownProcess) {
        this.config = config;
        redis = RedisStore.open(config.redis(), config.concurrency() + OTHER_CONNECTIONS, threads);
        surroundings =
                new Worker.Surroundings(redis.work(), redis::workerEvents, Clock.systemUTC(), threads, ownProcess);
    }

    /** @throws IOException as {@link Worker#start}, or when the address of the metrics cannot be had: then nothing was started */
    public synchronized void start() throws IOException {
        try {
            if (config.metricsAddr().isEmpty()) {
                worker = Worker.start(config, surroundings);
                return;
            }
            var metrics = new WorkerMetrics();
            page = MetricsServer.start(config.metricsAddr().get(), metrics);
            redis.onRoundTrip(metrics::roundTrip);
            var started = Worker.start(config, surroundings);
            worker = started;
            started.onRunEnd(metrics);
            metrics.showSlots(started.name(), started.slots(), started::busySlots);
        } finally {
            if (worker == null) {
                disconnect();
            }
        }
    }

    /**
     * As {@link Worker#stop}; then nothing of it is left.
     *
     * @return whether it had been started
     */
    public synchronized boolean stop() {
        var started = worker;
        if (started != null) {
            started.stop();
        }
        disconnect();
        return started != null;
    }

    /** The page is open until here: a stop can be watched. */
    private void disconnect() {
        if (page != null) {
            page.close();
        }
        redis.close();
    }
}
