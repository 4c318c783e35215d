package io.kingtask.broker.http;

import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request; bounded, for a request can have any number of wrong things. */
final class FieldErrors {

    private static final int MOST = 100;

    private final List<FieldError> errors = new ArrayList<>();

    void add(String field, @Nullable Object value, String message) {
        if (errors.size() < MOST) {
            errors.add(new FieldError(field, shown(value), message));
        }
    }

    List<FieldError> all() {
        return List.copyOf(errors);
    }

    /** Throws a {@link ProblemException} when anything is wrong. */
    void check() {
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(all()));
        }
    }

    private static @Nullable String shown(@Nullable Object value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        return value == null ? null : value.toString();
    }
}
