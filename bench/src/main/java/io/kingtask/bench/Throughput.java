package io.kingtask.bench;

import io.kingtask.system.Installation;
import java.util.ArrayList;
import java.util.List;

/** Tasks a second from a full queue until all results are stored, beside a loop that only starts the same program. */
final class Throughput implements Scenario {

    private static final int TASKS = 10_000;
    private static final String TASK = "{\"executable\":\"add\",\"args\":[\"12\",\"45\"]}";

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public List<Figure> measure(Workshop workshop, int rounds) throws Exception {
        List<Double> values = new ArrayList<>();
        List<Double> yardstick = new ArrayList<>();
        try (Installation installation = workshop.installation()) {
            installation.startBroker("auth: off");
            installation.startWorker("worker", "concurrency: " + Workshop.SLOTS);
            try (Api api = new Api(installation)) {
                run(api); // for the virtual machines to be warm
                for (int i = 0; i < rounds; i++) {
                    double before = workshop.yardstick().perSecond(Workshop.SLOTS);
                    values.add(run(api));
                    yardstick.add((before + workshop.yardstick().perSecond(Workshop.SLOTS)) / 2);
                }
            }
        }
        return List.of(new Figure("throughput", "tasks/s", values, yardstick, Goal.atLeast(0.60)));
    }

    private static double run(Api api) throws Exception {
        int before = api.inState("succeeded");
        api.call("POST", "/queues/default/pause");
        api.submitAll(TASK, TASKS);
        long start = System.nanoTime();
        api.call("POST", "/queues/default/resume");
        api.awaitState("succeeded", before + TASKS);
        return TASKS * 1e9 / (System.nanoTime() - start);
    }
}
