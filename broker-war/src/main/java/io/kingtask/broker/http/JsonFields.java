package io.kingtask.broker.http;

import io.kingtask.client.Word;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object one by one and notes all that is wrong; {@link #check} says it all at the end, fields that
 * nobody asked for included. A field that is null counts as absent. A wrong field is answered like an absent one.
 */
public final class JsonFields implements Fields {

    private static final BigDecimal LATEST_SECOND = BigDecimal.valueOf(253_402_300_799L);

    /** A number such as 1e-999999999 is short to write and endless to calculate with. */
    private static final int LARGEST_EXPONENT = 1000;

    private static final String MOMENTS =
            "must be epoch seconds (not milliseconds) or ISO 8601 with an offset, such as 2030-01-31T08:00:00Z";

    private final JsonObject object;
    private final String prefix;
    private final FieldErrors errors;
    private final Set<String> known = new HashSet<>();
    private final List<JsonFields> inner = new ArrayList<>();

    public JsonFields(JsonObject object) {
        this(object, "", new FieldErrors());
    }

    private JsonFields(JsonObject object, String prefix, FieldErrors errors) {
        this.object = object;
        this.prefix = prefix;
        this.errors = errors;
    }

    /** The fields of an object in this one, checked with it and named {@code name.field}; none when it is absent or no object. */
    public JsonFields object(String name) {
        var value = value(name);
        if (value != null && !(value instanceof JsonObject)) {
            reject(name, value, "must be an object");
        }
        var members = value instanceof JsonObject given ? given : JsonValue.EMPTY_JSON_OBJECT;
        var fields = new JsonFields(members, prefix + name + ".", errors);
        inner.add(fields);
        return fields;
    }

    public @Nullable Boolean flag(String name) {
        var value = value(name);
        if (value == null || value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE)) {
            return value == null ? null : value.equals(JsonValue.TRUE);
        }
        return reject(name, value, "must be true or false");
    }

    /** The object itself. */
    public JsonObject json() {
        return object;
    }

    public boolean has(String name) {
        return value(name) != null;
    }

    @Override
    public @Nullable String text(String name) {
        var value = value(name);
        return value == null ? null : text(name, value);
    }

    public @Nullable Integer integer(String name, int min, int max) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        var allowed = "must be a whole number from " + min + " to " + max;
        var number = number(name, value, BigDecimal.valueOf(min), BigDecimal.valueOf(max), allowed);
        if (number == null || number.stripTrailingZeros().scale() <= 0) {
            return number == null ? null : number.intValue();
        }
        return reject(name, value, allowed);
    }

    /** Seconds, fractions allowed. */
    public @Nullable Duration seconds(String name, Duration min, Duration max) {
        var value = value(name);
        return value == null ? null : seconds(name, value, min, max);
    }

    public List<Duration> secondsList(String name, int most, Duration min, Duration max) {
        var list = new ArrayList<Duration>();
        var values = array(name);
        if (values.size() > most) {
            reject(name, values.size() + " entries", "must have at most " + most + " entries");
            return list;
        }
        for (int i = 0; i < values.size(); i++) {
            var seconds = seconds(name + "[" + i + "]", values.get(i), min, max);
            list.add(seconds == null ? Duration.ZERO : seconds);
        }
        return list;
    }

    /** Epoch seconds, fractions allowed, or ISO 8601 with an offset. */
    @Override
    public @Nullable Instant instant(String name) {
        var value = value(name);
        if (value instanceof JsonString text) {
            return isoInstant(name, text);
        }
        if (value == null) {
            return null;
        }
        var number = number(name, value, LATEST_SECOND.negate(), LATEST_SECOND, MOMENTS);
        return number == null ? null : Instant.EPOCH.plus(Seconds.duration(number));
    }

    private @Nullable Instant isoInstant(String name, JsonString text) {
        try {
            var moment = OffsetDateTime.parse(text.getString()).toInstant();
            return moment.getEpochSecond() <= LATEST_SECOND.longValue() ? moment : reject(name, text, MOMENTS);
        } catch (DateTimeParseException e) {
            return reject(name, text, MOMENTS);
        }
    }

    public List<String> texts(String name) {
        var list = new ArrayList<String>();
        var values = array(name);
        for (int i = 0; i < values.size(); i++) {
            var text = text(name + "[" + i + "]", values.get(i));
            list.add(text == null ? "" : text);
        }
        return list;
    }

    public Map<String, String> textMap(String name) {
        var map = new LinkedHashMap<String, String>();
        var value = value(name);
        if (value instanceof JsonObject members) {
            members.forEach((key, member) -> {
                var text = text(name + "." + key, member);
                map.put(key, text == null ? "" : text);
            });
        } else if (value != null) {
            reject(name, value, "must be an object of strings");
        }
        return map;
    }

    @Override
    public <E extends Enum<E> & Word> @Nullable E word(String name, Class<E> type) {
        var text = text(name);
        var found = text == null ? null : Word.find(type, text).orElse(null);
        return text == null || found != null ? found : reject(name, text, "must be one of: " + Word.list(type));
    }

    /** Notes a problem that the caller found. Always null, to be returned in place of the value. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T> @Nullable T reject(String field, @Nullable Object value, String message) {
        errors.add(prefix + field, value, message);
        return null;
    }

    /** Throws a {@link ProblemException} when anything is wrong; to be called when every field was asked for. */
    public void check() {
        rejectUnknown();
        errors.check();
    }

    private void rejectUnknown() {
        object.forEach((name, value) -> {
            if (known.add(name)) {
                reject(name, value, "is not known");
            }
        });
        inner.forEach(JsonFields::rejectUnknown);
    }

    private @Nullable JsonValue value(String name) {
        known.add(name);
        var value = object.get(name);
        return value == null || value.equals(JsonValue.NULL) ? null : value;
    }

    private List<JsonValue> array(String name) {
        var value = value(name);
        if (value instanceof JsonArray array) {
            return array;
        }
        if (value != null) {
            reject(name, value, "must be a list");
        }
        return List.of();
    }

    private @Nullable String text(String name, JsonValue value) {
        if (!(value instanceof JsonString text)) {
            return reject(name, value, "must be a string");
        }
        return Text.isWellFormed(text.getString())
                ? text.getString()
                : reject(name, value, "has half of a surrogate pair, which is no character");
    }

    private @Nullable Duration seconds(String name, JsonValue value, Duration min, Duration max) {
        var allowed = Seconds.range(min, max);
        var number = number(name, value, Seconds.decimal(min), Seconds.decimal(max), allowed);
        return number == null ? null : Seconds.duration(number);
    }

    private @Nullable BigDecimal number(String name, JsonValue value, BigDecimal min, BigDecimal max, String allowed) {
        if (value instanceof JsonNumber number) {
            var decimal = number.bigDecimalValue();
            boolean plain = Math.abs((long) decimal.scale()) <= LARGEST_EXPONENT;
            if (plain && decimal.compareTo(min) >= 0 && decimal.compareTo(max) <= 0) {
                return decimal;
            }
        }
        return reject(name, value, allowed);
    }
}
