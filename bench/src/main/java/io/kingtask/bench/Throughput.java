package io.kingtask.bench;

import io.kingtask.bench.report.Figure;
import io.kingtask.bench.report.Goal;
import io.kingtask.bench.report.Series;
import io.kingtask.system.Installation;
import io.kingtask.system.Program;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tasks a second from a full queue until all results are stored, beside a loop that only starts the same program. */
final class Throughput implements Scenario {

    private static final int TASKS = 8_000;

    /** Until the slower compiler has done its work in a busy worker. */
    private static final int WARM_UP = 40_000;

    private static final double GOAL = 0.60;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public List<Figure> measure(Workshop workshop, Effort effort) throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        try (Installation installation = workshop.installation()) {
            installation.startBroker("auth: off");
            try (Api api = new Api(installation)) {
                var round = new Round(workshop, installation, new FullQueue(api, Workshop.TASK), effort);
                Figure plain = round.figure("throughput, default concurrency", processors);
                Figure best = Stream.of(2 * processors, Workshop.MANY_SLOTS)
                        .map(slots -> round.figure("throughput, best concurrency", slots))
                        .max(Comparator.comparingDouble(Figure::ratio))
                        .orElseThrow();
                return List.of(plain, best, round.ofBusyWorker());
            }
        }
    }

    private record Round(Workshop workshop, Installation installation, FullQueue queue, Effort effort) {

        Figure figure(String figureName, int slots) {
            return figure(figureName, slots, slots + " slots", Map.of(), TASKS);
        }

        Figure ofBusyWorker() {
            int slots = Workshop.MANY_SLOTS;
            return figure(
                    "throughput of a busy worker",
                    slots,
                    slots + " slots, both compilers, warm",
                    Workshop.BOTH_COMPILERS,
                    WARM_UP);
        }

        private Figure figure(
                String figureName, int slots, String note, Map<String, String> environment, int warmUp) {
            var series = new Series(figureName, "tasks/s", goal());
            try (Program worker = installation.startWorker(environment, "worker", "concurrency: " + slots)) {
                queue.perSecond(effort.of(warmUp)); // for the virtual machines to be warm
                double before = workshop.yardstick().perSecond();
                for (int i = 0; i < effort.runs(); i++) {
                    double tasks = queue.perSecond(effort.of(TASKS));
                    double after = workshop.yardstick().perSecond();
                    series.add(tasks, (before + after) / 2);
                    before = after;
                }
                worker.terminate();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return series.of("throughput", note);
        }

        /** It speaks of the loop in C. */
        private @Nullable Goal goal() {
            return workshop.yardstick().isCompiled() ? Goal.atLeast(GOAL) : null;
        }
    }
}
