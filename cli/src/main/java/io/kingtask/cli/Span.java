package io.kingtask.cli;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A length of time in few characters: {@code 0.4 s}, {@code 12 s}, {@code 3 min}, {@code 5 h}, {@code 2 d}. */
final class Span {

    private static final double MINUTE = 60;
    private static final double HOUR = 60 * MINUTE;
    private static final double DAY = 24 * HOUR;

    private Span() {}

    /** Of seconds; empty when it is no number. */
    static String text(@Nullable JsonValue seconds) {
        return seconds instanceof JsonNumber number ? text(number.doubleValue()) : "";
    }

    /** Of milliseconds; empty when it is no number. */
    static String millis(@Nullable JsonValue millis) {
        if (!(millis instanceof JsonNumber number)) {
            return "";
        }
        return number.doubleValue() < 1000
                ? Math.round(number.doubleValue()) + " ms"
                : text(number.doubleValue() / 1000);
    }

    static String text(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (seconds < 2 * MINUTE) {
            return Math.round(seconds) + " s";
        }
        if (seconds < 2 * HOUR) {
            return Math.round(seconds / MINUTE) + " min";
        }
        return seconds < 2 * DAY ? Math.round(seconds / HOUR) + " h" : Math.round(seconds / DAY) + " d";
    }
}
