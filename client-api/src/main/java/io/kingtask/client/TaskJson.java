package io.kingtask.client;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The JSON that broker and client speak: snake_case names, lower-case words, RFC 3339 times in UTC with milliseconds. */
public final class TaskJson {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private TaskJson() {}

    /** A new {@code Jsonb} of that form; make one and share it, it is costly to make and safe for many threads. */
    public static Jsonb create() {
        return JsonbBuilder.create(new JsonbConfig()
                .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
                .withNullValues(true)
                .withAdapters(
                        new InstantAdapter(),
                        new TaskStateAdapter(),
                        new CauseAdapter(),
                        new FailureRuleAdapter(),
                        new DurabilityAdapter()));
    }

    /** An instant as it is written everywhere: {@code 2026-11-22T12:30:00.000Z}. */
    public static String format(Instant instant) {
        return MILLIS.format(instant);
    }

    // JSON-B hands null to an adapter, too.

    private static @Nullable String written(@Nullable Word constant) {
        return constant == null ? null : constant.word();
    }

    private static <E extends Enum<E> & Word> @Nullable E read(Class<E> type, @Nullable String word) {
        if (word == null) {
            return null;
        }
        return Word.find(type, word)
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not one of: " + Word.list(type)));
    }

    public static final class InstantAdapter implements JsonbAdapter<Instant, String> {
        @Override
        public @Nullable String adaptToJson(@Nullable Instant instant) {
            return instant == null ? null : format(instant);
        }

        @Override
        public @Nullable Instant adaptFromJson(@Nullable String text) {
            return text == null ? null : Instant.parse(text);
        }
    }

    public static final class TaskStateAdapter implements JsonbAdapter<TaskState, String> {
        @Override
        public @Nullable String adaptToJson(@Nullable TaskState state) {
            return written(state);
        }

        @Override
        public @Nullable TaskState adaptFromJson(@Nullable String word) {
            return read(TaskState.class, word);
        }
    }

    public static final class CauseAdapter implements JsonbAdapter<Cause, String> {
        @Override
        public @Nullable String adaptToJson(@Nullable Cause cause) {
            return written(cause);
        }

        @Override
        public @Nullable Cause adaptFromJson(@Nullable String word) {
            return read(Cause.class, word);
        }
    }

    public static final class FailureRuleAdapter implements JsonbAdapter<FailureRule, String> {
        @Override
        public @Nullable String adaptToJson(@Nullable FailureRule rule) {
            return written(rule);
        }

        @Override
        public @Nullable FailureRule adaptFromJson(@Nullable String word) {
            return read(FailureRule.class, word);
        }
    }

    public static final class DurabilityAdapter implements JsonbAdapter<Durability, String> {
        @Override
        public @Nullable String adaptToJson(@Nullable Durability durability) {
            return written(durability);
        }

        @Override
        public @Nullable Durability adaptFromJson(@Nullable String word) {
            return read(Durability.class, word);
        }
    }
}
