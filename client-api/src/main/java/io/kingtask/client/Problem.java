package io.kingtask.client;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the broker says when it refuses: {@code application/problem+json} of RFC 9457 with a code.
 *
 * @param type a URI that names the kind of problem
 * @param title the kind of problem in a few words
 * @param status the HTTP status
 * @param detail what happened this time
 * @param code the kind of problem as one word, such as {@code task_not_found}; programs decide by this
 * @param errors every wrong field of the request; null or empty when it is not about fields
 */
public record Problem(
        @Nullable String type,
        @Nullable String title,
        int status,
        @Nullable String detail,
        @Nullable String code,
        @Nullable List<FieldError> errors) {

    Problem withStatus(int status) {
        return new Problem(type, title, status, detail, code, errors);
    }

    /** One line for a person; it names every wrong field. */
    @Override
    public String toString() {
        var particulars = errors == null || errors.isEmpty()
                ? detail
                : errors.stream().map(FieldError::toString).collect(Collectors.joining("; "));
        var parts = Stream.of(title, particulars).filter(Objects::nonNull).distinct();
        var text = parts.collect(Collectors.joining(": "));
        return text.isEmpty() ? "HTTP status " + status : text;
    }
}
