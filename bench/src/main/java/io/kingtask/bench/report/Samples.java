package io.kingtask.bench.report;

import java.util.Arrays;
import java.util.List;

/** Single measurements of one kind, sorted. */
public record Samples(double[] sorted) {

    public static Samples of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    static Samples of(List<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public double median() {
        return quantile(0.5);
    }

    /** @param share between 0 and 1; the value that this share of all does not exceed */
    public double quantile(double share) {
        int rank = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, Math.min(sorted.length - 1, rank))];
    }

    public double least() {
        return sorted[0];
    }
}
