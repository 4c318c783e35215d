package io.kingtask.bench;

import io.kingtask.bench.report.Figure;
import io.kingtask.bench.report.Goal;
import io.kingtask.bench.report.Series;
import io.kingtask.system.Installation;
import io.kingtask.system.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** A million timed tasks that are held, and then fall due together. */
final class MillionTimers implements Scenario {

    private static final int TASKS = 1_000_000;
    private static final Duration FAR = Duration.ofDays(1);
    private static final Duration LEAST_AHEAD = Duration.ofSeconds(4);

    /** How much longer than the tasks before the later ones may take to be submitted. */
    private static final double RESERVE = 1.35;

    private final Series promoted = new Series("timed tasks due together", "tasks/s", Goal.atLeast(20_000));
    private final Series heap = new Series("broker's heap, beside that without tasks", "MB", Goal.atMost(1.10));

    @Override
    public String name() {
        return "million";
    }

    @Override
    public List<Figure> measure(Workshop workshop, Effort effort) throws Exception {
        int tasks = effort.of(TASKS);
        for (int i = 0; i < effort.runs(); i++) {
            try (Installation installation = workshop.installation()) {
                Program broker = installation.startBroker("auth: off");
                try (Api api = new Api(installation)) {
                    hold(api, broker, tasks);
                }
            }
        }
        String note = String.format(Locale.ROOT, "%,d tasks", tasks);
        return List.of(promoted.of(name(), note), heap.of(name(), note));
    }

    /** A few that are far away come first: for the virtual machine to be warm, and to learn how long all will take. */
    private void hold(Api api, Program broker, int tasks) throws Exception {
        api.submitAll(due(System.currentTimeMillis() + FAR.toMillis()), tasks / 20);
        double before = heap(api, broker);
        long start = System.nanoTime();
        api.submitAll(due(System.currentTimeMillis() + FAR.toMillis()), tasks / 20);
        double expectedMs = (System.nanoTime() - start) / 1e6 * 20 * RESERVE;
        long due = System.currentTimeMillis() + (long) expectedMs + LEAST_AHEAD.toMillis();
        api.submitAll(due(due), tasks);
        heap.add(heap(api, broker), before);
        promoted.add(promotion(api, due, tasks));
    }

    private static double promotion(Api api, long due, int tasks) throws Exception {
        long left = due - System.currentTimeMillis();
        if (left < 0) {
            throw new IllegalStateException("they fell due while they were submitted, " + -left + " ms too early");
        }
        LockSupport.parkNanos(left * 1_000_000);
        long begin = System.nanoTime();
        api.awaitState("pending", tasks);
        return tasks * 1e9 / (System.nanoTime() - begin);
    }

    /** After a collection, in MB. */
    private static double heap(Api api, Program broker) throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, String.valueOf(broker.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        return api.heap() / 1e6;
    }

    private static String due(long moment) {
        return String.format(
                Locale.ROOT, "{\"executable\":\"add\",\"args\":[\"12\",\"45\"],\"start_time\":%.3f}", moment / 1e3);
    }
}
