package io.kingtask.bench;

import io.kingtask.bench.report.Figure;
import io.kingtask.bench.report.Goal;
import io.kingtask.bench.report.Samples;
import io.kingtask.bench.report.Series;
import io.kingtask.system.Installation;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A thousand tasks for moments spread over one second: how late their programs begin. */
final class TimedTasks implements Scenario {

    private static final int TASKS = 1_000;
    private static final int AHEAD_MS = 3_000;

    @Override
    public String name() {
        return "timed";
    }

    @Override
    public List<Figure> measure(Workshop workshop, Effort effort) throws Exception {
        var least = new Series("timed tasks late, the earliest", "ms", Goal.atLeast(0));
        var median = new Series("timed tasks late, median", "ms", Goal.atMost(4));
        var tail = new Series("timed tasks late, p99", "ms", Goal.atMost(25));
        try (Installation installation = workshop.installation()) {
            installation.startBroker("auth: off");
            installation.startWorker("worker", "concurrency: " + Workshop.MANY_SLOTS);
            try (Api api = new Api(installation)) {
                late(api); // for the virtual machines to be warm
                late(api);
                for (int i = 0; i < effort.runs(); i++) {
                    Samples late = Samples.of(late(api));
                    least.add(late.least());
                    median.add(late.median());
                    tail.add(late.quantile(0.99));
                }
            }
        }
        String note = Workshop.MANY_SLOTS + " slots";
        return List.of(least.of(name(), note), median.of(name(), note), tail.of(name(), note));
    }

    private static double[] late(Api api) throws Exception {
        int before = api.inState("succeeded");
        long first = System.currentTimeMillis() + AHEAD_MS;
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            tasks.add(String.format(
                    Locale.ROOT, "{\"executable\":\"stamp\",\"start_time\":%.3f}", (first + due(i)) / 1e3));
        }
        List<String> ids = api.submitEach(tasks);
        api.awaitState("succeeded", before + TASKS);
        double[] late = new double[TASKS];
        for (int i = 0; i < TASKS; i++) {
            JsonObject task = api.call("GET", "/tasks/" + ids.get(i));
            late[i] = (Long.parseLong(task.getString("result")) - (first + due(i)) * 1_000_000) / 1e6;
        }
        return late;
    }

    /** Milliseconds after the first. */
    private static long due(int i) {
        return i * 1000L / TASKS;
    }
}
