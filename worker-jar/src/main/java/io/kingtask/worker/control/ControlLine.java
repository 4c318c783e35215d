package io.kingtask.worker.control;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line that a program appended to its control file, such as {@code {"progress":0.5,"message":"half"}} or
 * {@code {"retry_after":30}}.
 */
record ControlLine(
        @Nullable Double progress,
        @Nullable String message,
        @Nullable Duration retryAfter) {

    private static final BigDecimal LONGEST_PAUSE = BigDecimal.valueOf(366L * 24 * 3600);
    private static final int LONGEST_NUMBER = 30;
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    /** A line that is not understood, with a sentence that says why and repeats nothing of it. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why);
        }
    }

    static ControlLine parse(String text) throws Malformed {
        JsonObject object;
        try (var reader = READERS.createReader(new StringReader(text))) {
            object = reader.readObject();
        } catch (JsonException | IllegalStateException | NumberFormatException e) {
            throw new Malformed("it is no JSON object");
        }
        var line = new ControlLine(progress(object), message(object), retryAfter(object));
        if (line.progress == null && line.message == null && line.retryAfter == null) {
            throw new Malformed("it has none of progress, message, retry_after");
        }
        return line;
    }

    private static @Nullable Double progress(JsonObject object) throws Malformed {
        var number = number(object, "progress");
        if (number == null) {
            return null;
        }
        if (number.signum() < 0 || number.compareTo(BigDecimal.ONE) > 0) {
            throw new Malformed("progress must be between 0 and 1");
        }
        return number.doubleValue();
    }

    private static @Nullable Duration retryAfter(JsonObject object) throws Malformed {
        var seconds = number(object, "retry_after");
        if (seconds == null) {
            return null;
        }
        if (seconds.signum() < 0 || seconds.compareTo(LONGEST_PAUSE) > 0) {
            throw new Malformed("retry_after must be between 0 and " + LONGEST_PAUSE + " seconds");
        }
        return Duration.ofMillis(seconds.movePointRight(3).longValue());
    }

    private static @Nullable BigDecimal number(JsonObject object, String key) throws Malformed {
        var value = object.get(key);
        if (value == null) {
            return null;
        }
        // A number such as 1e999999999 is short to write and endless to calculate with.
        if (!(value instanceof JsonNumber number)
                || Math.abs((long) number.bigDecimalValue().scale()) > LONGEST_NUMBER) {
            throw new Malformed(key + " must be a plain number");
        }
        return number.bigDecimalValue();
    }

    private static @Nullable String message(JsonObject object) throws Malformed {
        var value = object.get("message");
        if (value == null) {
            return null;
        }
        if (!(value instanceof JsonString text)) {
            throw new Malformed("message must be a string");
        }
        return text.getString();
    }
}
