package io.kingtask.cli;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows JSON of the broker as tables and lists, whatever fields it has. */
final class Json {

    private Json() {}

    static JsonObject object(String text) {
        return read(text).asJsonObject();
    }

    static JsonStructure read(String text) {
        try (var reader = jakarta.json.Json.createReader(new StringReader(text))) {
            return reader.read();
        }
    }

    /** Fields as JSON; their values are texts, numbers, lists and maps. */
    static JsonObject of(Map<String, Object> fields) {
        return jakarta.json.Json.createObjectBuilder(fields).build();
    }

    /** A value in a cell: text without quotes, lists with commas, nothing for null. */
    static String cell(@Nullable JsonValue value) {
        if (value == null || value.getValueType() == JsonValue.ValueType.NULL) {
            return "";
        }
        if (value instanceof JsonString string) {
            return string.getString();
        }
        if (value instanceof JsonArray list && list.stream().noneMatch(JsonStructure.class::isInstance)) {
            return list.stream().map(Json::cell).collect(Collectors.joining(", "));
        }
        return value.toString();
    }

    /** The items of a page, less what is no object. */
    static JsonArray items(JsonObject page) {
        var items = jakarta.json.Json.createArrayBuilder();
        if (page.get("items") instanceof JsonArray list) {
            list.stream().filter(JsonObject.class::isInstance).forEach(items::add);
        }
        return items.build();
    }

    /** The object of that name; empty when there is none. */
    static JsonObject object(JsonObject outer, String field) {
        return outer.get(field) instanceof JsonObject inner ? inner : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** The number of that name; 0 when there is none. */
    static double number(JsonObject object, String field) {
        return object.get(field) instanceof JsonNumber number ? number.doubleValue() : 0;
    }

    /** A table with every field that one of the objects has. */
    private static String table(JsonArray items, int width) {
        var names = new LinkedHashSet<String>();
        items.forEach(item -> names.addAll(item.asJsonObject().keySet()));
        return Columns.of(names.toArray(String[]::new)).table(items).text(width);
    }

    /** A line for each field; lists of objects become tables beneath. Fields without a value are left out. */
    static String fields(JsonObject object, int width) {
        var text = new StringBuilder();
        int widest = object.keySet().stream().mapToInt(SafeText::width).max().orElse(0);
        for (var field : object.entrySet()) {
            if (isTable(field.getValue())) {
                continue;
            }
            var cell = field.getValue() instanceof JsonObject inner ? inline(inner) : cell(field.getValue());
            if (!cell.isEmpty()) {
                var name = SafeText.line(field.getKey());
                text.append(name).append(" ".repeat(widest - SafeText.width(field.getKey()) + 2));
                text.append(SafeText.line(cell)).append('\n');
            }
        }
        for (var field : object.entrySet()) {
            if (isTable(field.getValue())) {
                text.append('\n').append(SafeText.line(field.getKey())).append('\n');
                text.append(table(field.getValue().asJsonArray(), width));
            }
        }
        return text.toString();
    }

    private static boolean isTable(JsonValue value) {
        return value instanceof JsonArray list
                && !list.isEmpty()
                && list.stream().allMatch(JsonObject.class::isInstance);
    }

    static String inline(JsonObject object) {
        return object.entrySet().stream()
                .map(entry -> entry.getKey() + " " + cell(entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
