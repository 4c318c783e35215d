package io.kingtask.bench.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A figure that grows run by run. */
public final class Series {

    private final String name;
    private final String unit;
    private final @Nullable Goal goal;
    private final List<Double> runs = new ArrayList<>();
    private final List<Double> yardstick = new ArrayList<>();

    /** @param goal null: nothing is asked of it */
    public Series(String name, String unit, @Nullable Goal goal) {
        this.name = name;
        this.unit = unit;
        this.goal = goal;
    }

    /** For a figure that stands for itself. */
    public void add(double value) {
        runs.add(value);
    }

    /** For a figure that is told as a ratio. */
    public void add(double value, double yard) {
        runs.add(value);
        yardstick.add(yard);
    }

    public Figure of(String scenario) {
        return of(scenario, "");
    }

    /** @param note what is to be known of it, in a few words */
    public Figure of(String scenario, String note) {
        return new Figure(scenario, name, unit, note, List.copyOf(runs), List.copyOf(yardstick), goal);
    }
}
