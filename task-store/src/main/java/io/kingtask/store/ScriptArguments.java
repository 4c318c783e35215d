package io.kingtask.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ARGV of a script. Absent values become empty strings. */
final class ScriptArguments {

    private static final byte[] ABSENT = {};

    private final List<byte[]> values = new ArrayList<>();

    ScriptArguments add(@Nullable String value) {
        values.add(value == null ? ABSENT : value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    ScriptArguments add(byte[] value) {
        values.add(value);
        return this;
    }

    ScriptArguments add(long value) {
        return add(Long.toString(value));
    }

    ScriptArguments add(@Nullable Integer value) {
        return add(value == null ? null : value.toString());
    }

    /** Milliseconds. */
    ScriptArguments add(@Nullable Duration value) {
        return add(value == null ? null : Long.toString(value.toMillis()));
    }

    ScriptArguments addAll(Collection<String> all) {
        all.forEach(this::add);
        return this;
    }

    /** The id of a task, as Redis keeps it. */
    ScriptArguments addId(String id) {
        return add(StoredId.of(id));
    }

    ScriptArguments addIds(Collection<String> ids) {
        ids.forEach(this::addId);
        return this;
    }

    List<byte[]> values() {
        return values;
    }
}
