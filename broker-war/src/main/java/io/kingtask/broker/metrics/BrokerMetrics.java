package io.kingtask.broker.metrics;

import io.kingtask.broker.store.StoreLink;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** This broker's numbers, and those that the scripts count in Redis for all: these are the same whichever broker is asked. */
@Singleton
public class BrokerMetrics {

    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final List<Integer> ROUND_TRIP_BOUNDS_MICROS =
            List.of(250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000, 2_000_000);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    @Inject
    BrokerMetrics(StoreLink link, StoreNumbers numbers) {
        registry.getPrometheusRegistry().register(numbers);
        var roundTrips = roundTrips(registry);
        link.onRoundTrip(nanos -> roundTrips.record(Duration.ofNanos(nanos)));
        collections.bindTo(registry);
        List.of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    private static Timer roundTrips(MeterRegistry registry) {
        return Timer.builder("kingtask.redis.round.trip")
                .description("Time that a round trip of this process to Redis took")
                .serviceLevelObjectives(ROUND_TRIP_BOUNDS_MICROS.stream()
                        .map(micros -> Duration.ofNanos(micros * 1_000L))
                        .toArray(Duration[]::new))
                .register(registry);
    }

    /** All of it, in Prometheus' text format. */
    String text() {
        return registry.scrape();
    }

    @PreDestroy
    void close() {
        collections.close();
        registry.close();
    }
}
