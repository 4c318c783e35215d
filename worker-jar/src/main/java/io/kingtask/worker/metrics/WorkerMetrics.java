package io.kingtask.worker.metrics;

import io.kingtask.worker.execute.RunEnd;
import io.kingtask.worker.fetch.RunMeter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** The numbers of one worker. */
public final class WorkerMetrics implements RunMeter {

    private static final Duration[] ROUND_TRIP_BOUNDS = Stream.of(
                    250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000, 2_000_000)
            .map(micros -> Duration.ofNanos(micros * 1_000L))
            .toArray(Duration[]::new);

    private static final Duration[] RUN_BOUNDS = Stream.of(
                    10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer roundTrips = Timer.builder("kingtask.redis.round.trip")
            .description("Time that a round trip of this process to Redis took")
            .serviceLevelObjectives(ROUND_TRIP_BOUNDS)
            .register(registry);

    public WorkerMetrics() {
        List.of(new JvmMemoryMetrics(), new ProcessorMetrics(), new FileDescriptorMetrics(), new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    /** Shows a worker's slots. */
    public void showSlots(String worker, int total, IntSupplier busy) {
        slots(worker, "total", () -> total);
        slots(worker, "busy", busy);
    }

    private void slots(String worker, String kind, IntSupplier number) {
        Gauge.builder("kingtask.slots", number::getAsInt)
                .description("Slots of the worker")
                .tag("worker", worker)
                .tag("kind", kind)
                .register(registry);
    }

    public void roundTrip(long nanos) {
        roundTrips.record(Duration.ofNanos(nanos));
    }

    @Override
    public void ended(RunEnd end, Duration took) {
        Timer.builder("kingtask.task.run")
                .description("Time that this worker's runs took, by how they ended")
                .tag("end", word(end))
                .serviceLevelObjectives(RUN_BOUNDS)
                .register(registry)
                .record(took);
    }

    private static String word(RunEnd end) {
        if (end instanceof RunEnd.Result result) {
            var cause = result.finish().cause();
            return cause == null ? "succeeded" : cause.word();
        }
        if (end instanceof RunEnd.Missing) {
            return "missing";
        }
        return end instanceof RunEnd.GivenBack ? "handed_back" : "lost";
    }

    /** All of it, in Prometheus' text format. */
    String text() {
        return registry.scrape();
    }
}
