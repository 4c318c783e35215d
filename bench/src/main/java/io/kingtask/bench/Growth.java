package io.kingtask.bench;

import io.kingtask.bench.report.Figure;
import io.kingtask.bench.report.Goal;
import io.kingtask.bench.report.Samples;
import io.kingtask.bench.report.Series;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the store's moves cost with few and with many tasks in it. Each store has a Redis of its own; they take turns. */
final class Growth implements Scenario {

    private static final int SMALLEST = 1_000;
    private static final int[] LARGER = {100_000, 1_000_000};
    private static final int TURNS = 5;
    private static final double MOST = 1.5;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public List<Figure> measure(Workshop workshop, Effort effort) throws Exception {
        List<Figure> figures = new ArrayList<>();
        for (int size : LARGER) {
            figures.addAll(compare(effort.of(size), effort.runs()));
        }
        return figures;
    }

    private List<Figure> compare(int size, int runs) {
        Map<FilledStore.Move, Series> series = new EnumMap<>(FilledStore.Move.class);
        for (FilledStore.Move move : FilledStore.Move.values()) {
            String moveName = String.format(Locale.ROOT, "%s, %,d tasks in the store", move.word(), size);
            series.put(move, new Series(moveName, "µs/task", Goal.atMost(MOST)));
        }
        try (var large = new FilledStore(size)) {
            new Turns(large).take();
            for (int i = 0; i < runs; i++) {
                var turns = new Turns(large).take();
                series.forEach((move, figure) -> figure.add(median(turns.many, move), median(turns.few, move)));
            }
        }
        String note = String.format(Locale.ROOT, "yardstick: %,d tasks", SMALLEST);
        return series.values().stream().map(figure -> figure.of(name(), note)).toList();
    }

    private static double median(List<Map<FilledStore.Move, Double>> turns, FilledStore.Move move) {
        return Samples.of(turns.stream().mapToDouble(turn -> turn.get(move)).toArray())
                .median();
    }

    /** What was seen turn by turn. A new small store for each: what is measured would make it a larger one. */
    private static final class Turns {

        private final FilledStore large;
        private final List<Map<FilledStore.Move, Double>> few = new ArrayList<>();
        private final List<Map<FilledStore.Move, Double>> many = new ArrayList<>();

        Turns(FilledStore large) {
            this.large = large;
        }

        Turns take() {
            for (int i = 0; i < TURNS; i++) {
                try (var small = new FilledStore(SMALLEST)) {
                    few.add(small.micros());
                }
                many.add(large.micros());
            }
            return this;
        }
    }
}
