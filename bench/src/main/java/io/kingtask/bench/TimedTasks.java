package io.kingtask.bench;

import io.kingtask.system.Installation;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A thousand tasks for moments spread over one second: how late their programs begin. */
final class TimedTasks implements Scenario {

    private static final int TASKS = 1_000;
    private static final int AHEAD_MS = 4_000;

    @Override
    public String name() {
        return "timed";
    }

    @Override
    public List<Figure> measure(Workshop workshop, int rounds) throws Exception {
        List<Double> least = new ArrayList<>();
        List<Double> median = new ArrayList<>();
        List<Double> tail = new ArrayList<>();
        try (Installation installation = workshop.installation()) {
            installation.startBroker("auth: off");
            installation.startWorker("worker", "concurrency: " + Workshop.SLOTS);
            try (Api api = new Api(installation)) {
                late(api);
                for (int i = 0; i < rounds; i++) {
                    Samples late = Samples.of(late(api));
                    least.add(late.least());
                    median.add(late.median());
                    tail.add(late.quantile(0.99));
                }
            }
        }
        return List.of(
                new Figure("timed tasks late, least", "ms", least, List.of(), Goal.atLeast(0)),
                new Figure("timed tasks late, median", "ms", median, List.of(), Goal.atMost(4)),
                new Figure("timed tasks late, p99", "ms", tail, List.of(), Goal.atMost(25)));
    }

    private static double[] late(Api api) throws Exception {
        int before = api.inState("succeeded");
        double first = (System.currentTimeMillis() + AHEAD_MS) / 1e3;
        double[] starts = new double[TASKS];
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            starts[i] = first + (double) i / TASKS;
            String task = String.format(Locale.ROOT, "{\"executable\":\"stamp\",\"start_time\":%.3f}", starts[i]);
            ids.add(api.submit(task).getString("id"));
        }
        api.awaitState("succeeded", before + TASKS);
        double[] late = new double[TASKS];
        for (int i = 0; i < TASKS; i++) {
            JsonObject task = api.call("GET", "/tasks/" + ids.get(i));
            late[i] = Long.parseLong(task.getString("result")) / 1e6 - starts[i] * 1e3;
        }
        return late;
    }
}
