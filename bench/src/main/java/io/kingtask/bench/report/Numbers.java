package io.kingtask.bench.report;

import java.util.Locale;

/** Numbers with as many digits as mean something. */
final class Numbers {

    private Numbers() {}

    static String value(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    /** As the goal was said: 0.6, 4, 10,000. */
    static String goal(double bound) {
        return bound == Math.rint(bound) ? String.format(Locale.ROOT, "%,.0f", bound) : ratio(bound);
    }
}
