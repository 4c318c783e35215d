package io.kingtask.broker.openapi;

import static io.kingtask.broker.http.JsonLibrary.JSON;

import io.kingtask.broker.http.ErrorCode;
import io.kingtask.client.Cause;
import io.kingtask.client.TaskState;
import io.kingtask.client.Word;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The OpenAPI document: put together from a YAML file for each part of the interface. Words that stand in an enum of ours are taken from
 * there. A test compares it with the resources; a new resource method needs an entry in one of the files.
 */
@Singleton
public class ApiDescription {

    private static final List<String> PARTS =
            List.of("base", "tasks", "queues", "workers", "timers", "schedules", "ledger", "session", "broker");

    private final String json;

    ApiDescription() {
        var all = new LinkedHashMap<String, Object>();
        PARTS.forEach(part -> merge(all, read(part + ".yaml")));
        enumerate(all, "ErrorCode", ErrorCode.values());
        enumerate(all, "State", TaskState.values());
        enumerate(all, "Cause", Cause.values());
        json = JSON.createObjectBuilder(all).build().toString();
    }

    String json() {
        return json;
    }

    private static Map<String, Object> read(String file) {
        try (var stream = ApiDescription.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("no file " + file);
            }
            return map(new Load(LoadSettings.builder().setLabel(file).build()).loadFromInputStream(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object yaml) {
        if (yaml == null) {
            throw new IllegalStateException("a part of the description is missing");
        }
        return (Map<String, Object>) yaml;
    }

    private static void merge(Map<String, Object> into, Map<String, Object> from) {
        from.forEach((name, value) -> {
            if (value instanceof Map && into.get(name) instanceof Map) {
                merge(map(into.get(name)), map(value));
            } else if (into.putIfAbsent(name, value) != null) {
                throw new IllegalStateException(name + " is described twice");
            }
        });
    }

    private static <E extends Enum<E> & Word> void enumerate(Map<String, Object> all, String schema, E[] words) {
        var schemas = map(map(all.get("components")).get("schemas"));
        map(schemas.get(schema))
                .put("enum", Arrays.stream(words).map(Word::word).toList());
    }
}
