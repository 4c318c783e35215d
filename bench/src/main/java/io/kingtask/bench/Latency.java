package io.kingtask.bench;

import io.kingtask.system.Installation;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** On an idle system: from the submission to the program's first statement, and to its result by {@code ?wait}. */
final class Latency implements Scenario {

    private static final int TASKS = 500;
    private static final int WARM_UP = 1_000;
    private static final String TASK = "{\"executable\":\"stamp\"}";

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public List<Figure> measure(Workshop workshop, int rounds) throws Exception {
        List<Double> startMedian = new ArrayList<>();
        List<Double> startTail = new ArrayList<>();
        List<Double> resultMedian = new ArrayList<>();
        try (Installation installation = workshop.installation()) {
            installation.startBroker("auth: off");
            installation.startWorker("worker", "concurrency: " + Workshop.SLOTS);
            try (Api api = new Api(installation)) {
                new Round(WARM_UP).run(api);
                for (int i = 0; i < rounds; i++) {
                    Round round = new Round(TASKS).run(api);
                    startMedian.add(Samples.of(round.toStart).median());
                    startTail.add(Samples.of(round.toStart).quantile(0.99));
                    resultMedian.add(Samples.of(round.toResult).median());
                }
            }
        }
        return List.of(
                new Figure("submission to start, median", "ms", startMedian, List.of(), Goal.atMost(4)),
                new Figure("submission to start, p99", "ms", startTail, List.of(), Goal.atMost(20)),
                new Figure("submission to result, median", "ms", resultMedian, List.of(), Goal.atMost(7)));
    }

    /** One task after the other. */
    private static final class Round {

        private final double[] toStart;
        private final double[] toResult;

        Round(int tasks) {
            toStart = new double[tasks];
            toResult = new double[tasks];
        }

        Round run(Api api) throws Exception {
            for (int i = 0; i < toStart.length; i++) {
                long submitted = now();
                String id = api.submit(TASK).getString("id");
                JsonObject task = api.call("GET", "/tasks/" + id + "?wait=10");
                toResult[i] = (now() - submitted) / 1e6;
                toStart[i] = (Long.parseLong(task.getString("result")) - submitted) / 1e6;
            }
            return this;
        }

        private static long now() {
            Instant now = Instant.now();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }
    }
}
