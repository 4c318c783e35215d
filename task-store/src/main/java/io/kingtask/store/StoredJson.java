package io.kingtask.store;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The lists and maps of a task as they are kept in its hash. Empty ones are kept as empty strings. */
final class StoredJson {

    private static final JsonProvider JSON = JsonProvider.provider();

    private StoredJson() {}

    static String write(List<String> texts) {
        // Each task has such a list, and a writer costs more than all that it writes.
        return texts.isEmpty() ? "" : texts.stream().map(StoredJson::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    static String write(Map<String, String> map) {
        return map.isEmpty()
                ? ""
                : text(JSON.createObjectBuilder(Map.<String, Object>copyOf(map)).build());
    }

    /** The text as it stands inside a JSON string. */
    static String escape(String text) {
        var quoted = quoted(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String quoted(String text) {
        return JSON.createValue(text).toString();
    }

    static List<String> texts(String json) {
        if (json.isEmpty()) {
            return List.of();
        }
        try (var reader = JSON.createReader(new StringReader(json))) {
            return reader.readArray().getValuesAs(StoredJson::plain);
        }
    }

    static Map<String, String> map(String json) {
        if (json.isEmpty()) {
            return Map.of();
        }
        try (var reader = JSON.createReader(new StringReader(json))) {
            var map = new LinkedHashMap<String, String>();
            reader.readObject().forEach((name, value) -> map.put(name, plain(value)));
            return map;
        }
    }

    private static String text(JsonValue value) {
        var text = new StringWriter();
        try (var writer = JSON.createWriter(text)) {
            writer.write(value);
        }
        return text.toString();
    }

    private static String plain(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }
}
