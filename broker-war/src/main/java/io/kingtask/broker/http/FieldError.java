package io.kingtask.broker.http;

import org.jspecify.annotations.Nullable;

/**
 * One wrong thing in a request.
 *
 * @param field where it stands, such as {@code retry_intervals[2]}
 * @param value what was given, shortened; null when nothing was
 * @param message what is allowed
 */
public record FieldError(String field, @Nullable String value, String message) {

    private static final int LONGEST = 100;

    public FieldError {
        field = shortened(field);
        value = value == null ? null : shortened(value);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + " characters)";
    }
}
