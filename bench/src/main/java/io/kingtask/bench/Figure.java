package io.kingtask.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one scenario found.
 *
 * @param name such as {@code throughput}
 * @param unit of the rounds' values, such as {@code tasks/s}
 * @param rounds the value of each round
 * @param yardstick what each round's value is divided by, measured right before and after; empty: the value stands for itself
 * @param goal what the ratio, or else the value, is to reach; null: nothing is asked of it
 */
record Figure(
        String name,
        String unit,
        List<Double> rounds,
        List<Double> yardstick,
        @Nullable Goal goal) {

    /** The median of the rounds. */
    double value() {
        return median(rounds);
    }

    /** The median of the rounds' ratios to their yardstick; NaN where there is none. */
    double ratio() {
        if (yardstick.isEmpty()) {
            return Double.NaN;
        }
        double[] ratios = new double[rounds.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = rounds.get(i) / yardstick.get(i);
        }
        return Samples.of(ratios).median();
    }

    /** Whether the goal is reached; true where there is none. */
    boolean isReached() {
        return goal == null || goal.isReached(yardstick.isEmpty() ? value() : ratio());
    }

    private static double median(List<Double> values) {
        return Samples.of(values.stream().mapToDouble(Double::doubleValue).toArray())
                .median();
    }
}
