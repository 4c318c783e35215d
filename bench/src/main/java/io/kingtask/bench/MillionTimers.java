package io.kingtask.bench;

import io.kingtask.system.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** A million timed tasks that are held, and then fall due together. */
final class MillionTimers implements Scenario {

    private static final int TASKS = 1_000_000;

    @Override
    public String name() {
        return "million";
    }

    @Override
    public List<Figure> measure(Workshop workshop, int rounds) throws Exception {
        List<Double> promoted = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            try (Installation installation = workshop.installation()) {
                installation.startBroker("auth: off", "not_found_after: 100000");
                try (Api api = new Api(installation)) {
                    promoted.add(promoted(api));
                }
            }
        }
        return List.of(new Figure("timed tasks due together", "tasks/s", promoted, List.of(), Goal.atLeast(20_000)));
    }

    /** All fall due when all are there: the moment is estimated from the first tenth. */
    private static double promoted(Api api) throws Exception {
        long start = System.nanoTime();
        api.submitAll(task(System.currentTimeMillis() / 1e3 + 3600), TASKS / 10);
        double tenth = (System.nanoTime() - start) / 1e9;
        double due = System.currentTimeMillis() / 1e3 + tenth * 9 * 2 + 10;
        api.submitAll(task(due), TASKS);
        double left = due - System.currentTimeMillis() / 1e3;
        if (left < 0) {
            throw new IllegalStateException("they fell due while they were submitted, " + -left + " s too early");
        }
        LockSupport.parkNanos((long) (left * 1e9));
        long begin = System.nanoTime();
        api.awaitState("pending", TASKS);
        return TASKS * 1e9 / (System.nanoTime() - begin);
    }

    private static String task(double start) {
        return String.format(
                Locale.ROOT, "{\"executable\":\"add\",\"args\":[\"12\",\"45\"],\"start_time\":%.3f}", start);
    }
}
