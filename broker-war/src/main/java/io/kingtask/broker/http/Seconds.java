package io.kingtask.broker.http;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Durations as JSON has them: seconds, fractions allowed. */
final class Seconds {

    private Seconds() {}

    static Duration duration(BigDecimal seconds) {
        var nanos = seconds.setScale(9, RoundingMode.HALF_UP);
        var whole = nanos.setScale(0, RoundingMode.FLOOR);
        return Duration.ofSeconds(
                whole.longValue(), nanos.subtract(whole).movePointRight(9).longValue());
    }

    static BigDecimal decimal(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    }

    /** The bounds, for messages. */
    static String range(Duration min, Duration max) {
        return "must be a number of seconds from "
                + decimal(min).stripTrailingZeros().toPlainString() + " to " + max.toSeconds();
    }
}
