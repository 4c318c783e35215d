package io.kingtask.store;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a task's hash that a waiting task has. Redis holds their names once a task, so each is a letter; and what is as it mostly is
 * is left out. The scripts name them {@code field.state}, and what is meant by one that is not there {@code default.queue}.
 */
enum TaskField {
    ARGS("a", null),
    /** When it was accepted. */
    CREATED("c", null),
    /** When it was, or is, to run; left out where it was to run when it was accepted. */
    DUE("d", null),
    EXECUTABLE("e", null),
    /** How long the broker wants it kept, where neither task nor worker says. */
    DEFAULT_KEEP("k", "86400000"),
    /** Most attempts. */
    MAX("m", "1"),
    /** Its place in the order of acceptance. */
    SEQUENCE("n", null),
    PRIORITY("p", Integer.toString(NewTask.DEFAULT_PRIORITY)),
    QUEUE("q", NewTask.DEFAULT_QUEUE),
    STATE("s", null);

    private final String stored;
    private final @Nullable String absent;

    TaskField(String stored, @Nullable String absent) {
        this.stored = stored;
        this.absent = absent;
    }

    /** Its name in Redis. */
    String stored() {
        return stored;
    }

    /** What is meant where it is not there; null: it has no such value. */
    @Nullable String absent() {
        return absent;
    }

    /** What of a hash, or of an answer, is meant. */
    @Nullable String orAbsent(@Nullable String value) {
        return value == null ? absent : value;
    }

    /** How scripts name it. */
    String luaName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is meant where it is not there, of a field that is not always there. */
    String luaDefault() {
        if (absent == null) {
            throw new IllegalStateException("a script wants the default of " + this + ", which has none");
        }
        return absent;
    }
}
