package io.kingtask.broker.metrics;

import io.kingtask.store.Times;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;
import java.util.stream.IntStream;

/** Metrics of numbers that somebody else has counted. */
final class Snapshots {

    private Snapshots() {}

    static MetricSnapshot gauge(String name, String help, double value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point(value, Labels.EMPTY))
                .build();
    }

    /** One series for each entry. */
    static MetricSnapshot gauges(String name, String help, String label, Map<String, ? extends Number> values) {
        var metric = GaugeSnapshot.builder().name(name).help(help);
        values.forEach((key, value) -> metric.dataPoint(point(value.doubleValue(), Labels.of(label, key))));
        return metric.build();
    }

    static GaugeDataPointSnapshot point(double value, Labels labels) {
        return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
    }

    /** @param name without {@code _total}, which the text format adds */
    static MetricSnapshot counter(String name, String help, long value) {
        return CounterSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(
                        CounterDataPointSnapshot.builder().value((double) value).build())
                .build();
    }

    static MetricSnapshot histogram(String name, String help, Times times) {
        var buckets = ClassicHistogramBuckets.builder();
        IntStream.range(0, times.counts().size())
                .forEach(i -> buckets.bucket(bound(i), times.counts().get(i)));
        return HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .sum(times.sumMillis() / 1000.0)
                        .classicHistogramBuckets(buckets.build())
                        .build())
                .build();
    }

    private static double bound(int index) {
        return index < Times.BOUNDS.size() ? Times.BOUNDS.get(index) / 1000.0 : Double.POSITIVE_INFINITY;
    }
}
