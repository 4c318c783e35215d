package io.kingtask.bench;

import io.kingtask.bench.report.Figure;
import io.kingtask.bench.report.Goal;
import io.kingtask.bench.report.Series;
import io.kingtask.system.Installation;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;

/** As throughput, with an executable that serves one task after the other and is not started for each. */
final class Warm implements Scenario {

    private static final int TASKS = 40_000;
    private static final int SLOTS = 2 * Workshop.MANY_SLOTS;

    @Override
    public String name() {
        return "warm";
    }

    @Override
    public List<Figure> measure(Workshop workshop, Effort effort) throws Exception {
        var series = new Series("warm executables", "tasks/s", Goal.atLeast(10_000));
        String task = Workshop.TASK.replace("add", "serve");
        try (Installation installation = workshop.installation()) {
            installation.startBroker("auth: off");
            installation.startWorker("worker", "concurrency: " + SLOTS);
            try (Api api = new Api(installation)) {
                checkThatItServes(api, task);
                var queue = new FullQueue(api, task);
                queue.perSecond(effort.of(TASKS / 2));
                for (int i = 0; i < effort.runs(); i++) {
                    series.add(queue.perSecond(effort.of(TASKS)));
                }
            }
        }
        return List.of(series.of(name(), SLOTS + " slots"));
    }

    /** Started for each task it would find nothing on its standard input, and say nothing. */
    private static void checkThatItServes(Api api, String task) throws IOException {
        String id = api.submit(task).getString("id");
        JsonObject done = api.call("GET", "/tasks/" + id + "?wait=30");
        if (!done.getString("result", "").equals("57")) {
            throw new IOException("the warm executable did not serve: " + done);
        }
    }
}
