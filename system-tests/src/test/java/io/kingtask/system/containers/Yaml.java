package io.kingtask.system.containers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML as maps and lists; the key {@code <<} merges, which the parser leaves to us. */
final class Yaml {

    private Yaml() {}

    static Object parse(String text) {
        return merged(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    static List<Object> parseAll(String text) {
        var documents = new ArrayList<Object>();
        new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(one -> documents.add(merged(one)));
        return documents;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(@Nullable Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }

    private static Object merged(Object value) {
        if (value instanceof List<?> items) {
            return items.stream().map(Yaml::merged).toList();
        }
        if (!(value instanceof Map<?, ?> given)) {
            return value == null ? "" : value;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        given.forEach((key, item) -> {
            if (key.equals("<<")) {
                map(merged(item)).forEach(all::putIfAbsent);
            } else {
                all.put(String.valueOf(key), merged(item));
            }
        });
        return all;
    }
}
