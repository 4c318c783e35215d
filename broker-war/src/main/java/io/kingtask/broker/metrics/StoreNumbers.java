package io.kingtask.broker.metrics;

import io.kingtask.client.WorkerState;
import io.kingtask.store.FleetStore;
import io.kingtask.store.FleetStore.WorkerView;
import io.kingtask.store.HistoryStore;
import io.kingtask.store.QueueStore;
import io.kingtask.store.QueueStore.QueueView;
import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.TaskStore;
import io.kingtask.store.Totals;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** What Redis knows, read anew for each scrape; while Redis does not answer, only that. */
@Singleton
public class StoreNumbers implements MultiCollector {

    private static final int MOST_LOOKED_AT = 1_000;

    private final TaskStore tasks;
    private final QueueStore queues;
    private final FleetStore fleet;
    private final HistoryStore history;

    @Inject
    StoreNumbers(TaskStore tasks, QueueStore queues, FleetStore fleet, HistoryStore history) {
        this.tasks = tasks;
        this.queues = queues;
        this.fleet = fleet;
        this.history = history;
    }

    @Override
    public MetricSnapshots collect() {
        try {
            return new MetricSnapshots(read());
        } catch (StoreUnavailableException e) {
            return new MetricSnapshots(up(0));
        }
    }

    private static MetricSnapshot up(int value) {
        return Snapshots.gauge("kingtask_redis_up", "1 while Redis answers this process, else 0", value);
    }

    private List<MetricSnapshot> read() {
        var all = new ArrayList<MetricSnapshot>();
        all.add(Snapshots.gauges(
                "kingtask_tasks", "Tasks in each state", "state", tasks.stats().states()));
        addQueues(all, queues.list(MOST_LOOKED_AT, null).items());
        all.add(slots(fleet.list(MOST_LOOKED_AT, null).items()));
        addTotals(all, history.totals());
        all.add(up(1));
        return all;
    }

    private static void addQueues(List<MetricSnapshot> all, List<QueueView> queues) {
        var pending = new TreeMap<String, Double>();
        var oldest = new TreeMap<String, Double>();
        for (var queue : queues) {
            pending.put(queue.name(), (double) queue.pending());
            oldest.put(queue.name(), Objects.requireNonNullElse(queue.oldestPendingSeconds(), 0.0));
        }
        all.add(Snapshots.gauges(
                "kingtask_queue_pending",
                "Pending tasks of each queue",
                "queue",
                Bounded.largest(pending, Double::sum)));
        all.add(Snapshots.gauges(
                "kingtask_queue_oldest_pending_seconds",
                "How long the oldest pending task of each queue waits; 0: none is pending",
                "queue",
                Bounded.largest(oldest, Math::max)));
    }

    private static MetricSnapshot slots(List<WorkerView> workers) {
        var metric = GaugeSnapshot.builder().name("kingtask_slots").help("Slots of each live worker");
        workers.stream()
                .filter(worker -> worker.state() != WorkerState.LOST)
                .limit(Bounded.MOST)
                .forEach(worker -> {
                    metric.dataPoint(slots(worker.name(), "busy", worker.slots().busy()));
                    metric.dataPoint(
                            slots(worker.name(), "total", worker.slots().total()));
                });
        return metric.build();
    }

    private static GaugeDataPointSnapshot slots(String worker, String kind, int number) {
        return Snapshots.point(number, Labels.of("worker", worker, "kind", kind));
    }

    private static void addTotals(List<MetricSnapshot> all, Totals totals) {
        all.add(Snapshots.counter("kingtask_submissions", "Tasks accepted", totals.accepted()));
        all.add(Snapshots.counter("kingtask_starts", "Runs that began", totals.started()));
        all.add(Snapshots.counter("kingtask_successes", "Tasks that succeeded", totals.succeeded()));
        all.add(Snapshots.counter("kingtask_failures", "Tasks that failed for good", totals.failed()));
        all.add(Snapshots.counter(
                "kingtask_retries", "Runs that failed with a further attempt to come", totals.retried()));
        all.add(Snapshots.counter("kingtask_losses", "Runs that ended with their worker", totals.lost()));
        all.add(Snapshots.counter("kingtask_cancellations", "Tasks that were cancelled", totals.cancelled()));
        all.add(Snapshots.histogram(
                "kingtask_task_wait_seconds", "Time from when a task could run until it did", totals.waits()));
        all.add(Snapshots.histogram(
                "kingtask_task_run_seconds", "Time that runs took which ended with a result", totals.runs()));
        all.add(Snapshots.histogram(
                "kingtask_timer_lateness_seconds",
                "Time from when a timed task or a retry was due until it was in its queue",
                totals.lateness()));
    }
}
