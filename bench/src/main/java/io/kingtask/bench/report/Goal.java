package io.kingtask.bench.report;

/** A bound that a figure is to keep. */
public record Goal(boolean isFloor, double bound) {

    public static Goal atLeast(double bound) {
        return new Goal(true, bound);
    }

    public static Goal atMost(double bound) {
        return new Goal(false, bound);
    }

    boolean isMet(double value) {
        return isFloor ? value >= bound : value <= bound;
    }

    @Override
    public String toString() {
        return (isFloor ? "≥ " : "≤ ") + Numbers.goal(bound);
    }
}
