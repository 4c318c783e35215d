package io.kingtask.client;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the words of a refusal. */
final class ProblemText {

    /** Looked for once: each method of {@code Json} searches the class path. */
    static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private ProblemText() {}

    /** Empty when it is not the broker's: a proxy's page, or the server's own. */
    static Optional<Problem> read(String text) {
        try (var reader = READERS.createReader(new StringReader(text))) {
            var problem = reader.readValue() instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
            return string(problem, "code") == null ? Optional.empty() : Optional.of(problem(problem));
        } catch (JsonException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Problem problem(JsonObject object) {
        int status = object.get("status") instanceof JsonNumber number ? number.intValue() : 0;
        var errors = object.get("errors") instanceof JsonArray list ? errors(list) : null;
        return new Problem(
                string(object, "type"),
                string(object, "title"),
                status,
                string(object, "detail"),
                string(object, "code"),
                errors);
    }

    private static List<FieldError> errors(JsonArray list) {
        return list.stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonValue::asJsonObject)
                .map(error -> new FieldError(
                        String.valueOf(string(error, "field")),
                        plain(error.get("value")),
                        plain(error.get("allowed")),
                        string(error, "message")))
                .toList();
    }

    static @Nullable String string(JsonObject object, String name) {
        return object.get(name) instanceof JsonString string ? string.getString() : null;
    }

    private static @Nullable Object plain(@Nullable JsonValue value) {
        if (value == null || value.getValueType() == JsonValue.ValueType.NULL) {
            return null;
        }
        if (value instanceof JsonString string) {
            return string.getString();
        }
        return value instanceof JsonArray list
                ? list.stream().map(ProblemText::plain).toList()
                : value;
    }
}
