package io.kingtask.bench;

import java.util.Arrays;

/** Single measurements of one kind, sorted. */
record Samples(double[] sorted) {

    static Samples of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    double median() {
        return quantile(0.5);
    }

    /** @param share between 0 and 1; the value that this share of all does not exceed */
    double quantile(double share) {
        int rank = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.max(0, Math.min(sorted.length - 1, rank))];
    }

    double least() {
        return sorted[0];
    }

    double most() {
        return sorted[sorted.length - 1];
    }
}
