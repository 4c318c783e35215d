package io.kingtask.client;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.config.PropertyNamingStrategy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

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

    private static <E extends Enum<E> & Word> E word(Class<E> type, String word) {
        return Word.find(type, word)
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not one of: " + Word.list(type)));
    }

    public static final class InstantAdapter implements JsonbAdapter<Instant, String> {
        @Override
        public String adaptToJson(Instant instant) {
            return format(instant);
        }

        @Override
        public Instant adaptFromJson(String text) {
            return Instant.parse(text);
        }
    }

    public static final class TaskStateAdapter implements JsonbAdapter<TaskState, String> {
        @Override
        public String adaptToJson(TaskState state) {
            return state.word();
        }

        @Override
        public TaskState adaptFromJson(String word) {
            return word(TaskState.class, word);
        }
    }

    public static final class CauseAdapter implements JsonbAdapter<Cause, String> {
        @Override
        public String adaptToJson(Cause cause) {
            return cause.word();
        }

        @Override
        public Cause adaptFromJson(String word) {
            return word(Cause.class, word);
        }
    }

    public static final class FailureRuleAdapter implements JsonbAdapter<FailureRule, String> {
        @Override
        public String adaptToJson(FailureRule rule) {
            return rule.word();
        }

        @Override
        public FailureRule adaptFromJson(String word) {
            return word(FailureRule.class, word);
        }
    }

    public static final class DurabilityAdapter implements JsonbAdapter<Durability, String> {
        @Override
        public String adaptToJson(Durability durability) {
            return durability.word();
        }

        @Override
        public Durability adaptFromJson(String word) {
            return word(Durability.class, word);
        }
    }
}
