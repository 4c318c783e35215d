package io.kingtask.client;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param field the field, such as {@code priority} or {@code retry_intervals[2]}
 * @param value what was sent, as text, number, list or map; null when nothing was
 * @param allowed what may be sent, in the broker's words; null when {@code message} says it
 * @param message what is wrong; null when {@code allowed} says enough
 */
public record FieldError(
        String field,
        @Nullable Object value,
        @Nullable Object allowed,
        @Nullable String message) {

    /** One line for a person: {@code priority: 11 (allowed: 0 to 9)}. */
    @Override
    public String toString() {
        var text = new StringBuilder(field);
        if (message != null) {
            text.append(": ").append(message);
        }
        if (value != null) {
            text.append(message == null ? ": " : ", was ").append(value);
        }
        if (allowed != null) {
            text.append(" (allowed: ").append(allowed).append(')');
        }
        return text.toString();
    }
}
