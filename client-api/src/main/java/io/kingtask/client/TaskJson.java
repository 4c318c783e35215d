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
                        new DurabilityAdapter(),
                        new WorkerStateAdapter()));
    }

    /** An instant as it is written everywhere: {@code 2026-11-22T12:30:00.000Z}. */
    public static String format(Instant instant) {
        return MILLIS.format(instant);
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

    /** Writes and reads the constants of an enum as their words. JSON-B hands null to an adapter, too. */
    abstract static class WordAdapter<E extends Enum<E> & Word> implements JsonbAdapter<E, String> {

        private final Class<E> type;

        WordAdapter(Class<E> type) {
            this.type = type;
        }

        @Override
        public @Nullable String adaptToJson(@Nullable E constant) {
            return constant == null ? null : constant.word();
        }

        @Override
        public @Nullable E adaptFromJson(@Nullable String word) {
            if (word == null) {
                return null;
            }
            return Word.find(type, word)
                    .orElseThrow(
                            () -> new IllegalArgumentException("'" + word + "' is not one of: " + Word.list(type)));
        }
    }

    /** For {@link TaskState}. */
    public static final class TaskStateAdapter extends WordAdapter<TaskState> {
        public TaskStateAdapter() {
            super(TaskState.class);
        }
    }

    /** For {@link Cause}. */
    public static final class CauseAdapter extends WordAdapter<Cause> {
        public CauseAdapter() {
            super(Cause.class);
        }
    }

    /** For {@link FailureRule}. */
    public static final class FailureRuleAdapter extends WordAdapter<FailureRule> {
        public FailureRuleAdapter() {
            super(FailureRule.class);
        }
    }

    /** For {@link Durability}. */
    public static final class DurabilityAdapter extends WordAdapter<Durability> {
        public DurabilityAdapter() {
            super(Durability.class);
        }
    }

    /** For {@link WorkerState}. */
    public static final class WorkerStateAdapter extends WordAdapter<WorkerState> {
        public WorkerStateAdapter() {
            super(WorkerState.class);
        }
    }
}
