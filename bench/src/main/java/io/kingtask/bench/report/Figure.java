package io.kingtask.bench.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one scenario found.
 *
 * @param scenario such as {@code throughput}
 * @param name unique in its scenario
 * @param unit of the runs' values, such as {@code tasks/s}
 * @param note what is to be known of it, in a few words; may be empty
 * @param runs the value of each run
 * @param yardstick what each run's value is divided by, measured in the same minutes; empty: the value stands for itself
 * @param goal what the ratio, or else the value, is to reach; null: nothing is asked of it
 */
public record Figure(
        String scenario,
        String name,
        String unit,
        String note,
        List<Double> runs,
        List<Double> yardstick,
        @Nullable Goal goal) {

    /** The median of the runs. */
    public double value() {
        return Samples.of(runs).median();
    }

    boolean isRatio() {
        return !yardstick.isEmpty();
    }

    /** The median of the yardstick; only where {@link #isRatio}. */
    double yard() {
        return Samples.of(yardstick).median();
    }

    /** The median of the runs' ratios to their yardstick; only where {@link #isRatio}. */
    public double ratio() {
        double[] ratios = new double[runs.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = runs.get(i) / yardstick.get(i);
        }
        return Samples.of(ratios).median();
    }

    /** What its goal speaks of, and what two runs of the bench are compared by. */
    double judged() {
        return isRatio() ? ratio() : value();
    }

    /** Whether the goal is met; true where there is none. */
    boolean isMet() {
        return goal == null || goal.isMet(judged());
    }

    boolean isSame(Figure other) {
        return scenario.equals(other.scenario) && name.equals(other.name);
    }
}
