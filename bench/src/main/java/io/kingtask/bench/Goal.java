package io.kingtask.bench;

import java.util.Locale;

/** A bound that a figure is to keep. */
record Goal(boolean isFloor, double bound) {

    static Goal atLeast(double bound) {
        return new Goal(true, bound);
    }

    static Goal atMost(double bound) {
        return new Goal(false, bound);
    }

    boolean isReached(double value) {
        return isFloor ? value >= bound : value <= bound;
    }

    @Override
    public String toString() {
        return (isFloor ? ">= " : "<= ") + String.format(Locale.ROOT, bound < 10 ? "%.2f" : "%.0f", bound);
    }
}
