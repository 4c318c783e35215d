package io.kingtask.bench;

import io.kingtask.bench.report.Figure;
import io.kingtask.bench.report.Goal;
import io.kingtask.bench.report.Samples;
import io.kingtask.bench.report.Series;
import io.kingtask.system.Installation;
import jakarta.json.JsonObject;
import java.time.Instant;
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
    public List<Figure> measure(Workshop workshop, Effort effort) throws Exception {
        var startMedian = new Series("submission to start, median", "ms", Goal.atMost(4));
        var startTail = new Series("submission to start, p99", "ms", Goal.atMost(20));
        var resultMedian = new Series("submission to result, median", "ms", Goal.atMost(7));
        try (Installation installation = workshop.installation()) {
            installation.startBroker("auth: off");
            installation.startWorker("worker");
            try (Api api = new Api(installation)) {
                new Round(effort.of(WARM_UP)).run(api);
                for (int i = 0; i < effort.runs(); i++) {
                    Round round = new Round(effort.of(TASKS)).run(api);
                    startMedian.add(Samples.of(round.toStart).median());
                    startTail.add(Samples.of(round.toStart).quantile(0.99));
                    resultMedian.add(Samples.of(round.toResult).median());
                }
            }
        }
        return List.of(startMedian.of(name()), startTail.of(name()), resultMedian.of(name()));
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
