package io.kingtask.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads numbers and seconds out of the text of a value. */
final class Scalars {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,12}(\\.[0-9]{1,9})?");

    private Scalars() {}

    static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new WrongValueException("is neither yes nor no; allowed: true, false");
        };
    }

    static long number(String text, long min, long max) {
        String allowed = "; allowed: " + min + " to " + max;
        if (!WHOLE.matcher(text).matches()) {
            throw new WrongValueException("is not a whole number" + allowed);
        }
        long value = Long.parseLong(text);
        if (value < min || value > max) {
            throw new WrongValueException("is out of range" + allowed);
        }
        return value;
    }

    static Duration seconds(String text, Duration min, Duration max) {
        String allowed = "; allowed: " + inSeconds(min) + " to " + inSeconds(max) + ", fractions too";
        if (!DECIMAL.matcher(text).matches()) {
            throw new WrongValueException("is not a number of seconds" + allowed);
        }
        BigDecimal value = new BigDecimal(text);
        Duration duration = Duration.ofSeconds(
                value.longValue(),
                value.remainder(BigDecimal.ONE).movePointRight(9).longValue());
        if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            throw new WrongValueException("is out of range" + allowed);
        }
        return duration;
    }

    private static String inSeconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }
}
