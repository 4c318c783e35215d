package io.kingtask.broker.admission;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.broker.http.JsonFields;
import io.kingtask.broker.http.Name;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.http.Text;
import io.kingtask.client.Durability;
import io.kingtask.client.FailureRule;
import io.kingtask.client.TaskId;
import io.kingtask.store.NewTask;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a task of the JSON of a request, or says everything that is wrong with it. */
@Singleton
public class TaskReader {

    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final int MOST_BYTES = 128 << 10;
    private static final int MOST_RETRIES = 100;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(30);
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(30);
    private static final Duration LONGEST_KEEP = Duration.ofDays(3650);
    private static final Duration LONGEST_DELAY = Duration.ofDays(36_500);

    private final Duration defaultResultKeep;

    @Inject
    TaskReader(BrokerConfig config) {
        this(config.resultKeepTime());
    }

    public TaskReader(Duration defaultResultKeep) {
        this.defaultResultKeep = defaultResultKeep;
    }

    /**
     * @param traceparent of the HTTP request; ignored where it is malformed or the task has its own
     * @throws ProblemException with everything that is wrong
     */
    public NewTask read(JsonObject json, Optional<IdempotencyKey> key, @Nullable String traceparent) {
        var fields = new JsonFields(json);
        var id = id(fields, key);
        var digest = key.map(given -> given.digestOf(json)).orElse(null);
        var task = task(fields, id, fields.instant("start_time"), traceparent, digest);
        fields.check();
        return task;
    }

    /**
     * Reads a task that is to be made again and again, each time with an id and at a moment of its own. Whoever made the fields checks them.
     *
     * @return the task, whose id is empty
     */
    public NewTask readTemplate(JsonFields fields) {
        for (var given : List.of("id", "start_time")) {
            if (fields.has(given)) {
                fields.reject(given, null, "is not for the task of a schedule: each firing makes a task with its own");
            }
        }
        return task(fields, "", null, null, null);
    }

    private NewTask task(
            JsonFields fields,
            String id,
            @Nullable Instant startTime,
            @Nullable String traceparent,
            @Nullable String digest) {
        var delay = fields.seconds("delay", Duration.ZERO, LONGEST_DELAY);
        if (fields.has("start_time") && fields.has("delay")) {
            fields.reject("delay", null, "cannot be given together with start_time");
        }
        return new NewTask(
                id,
                name(fields, "executable", null),
                args(fields),
                startTime,
                delay,
                fields.secondsList("retry_intervals", MOST_RETRIES, Duration.ZERO, LONGEST_PAUSE),
                name(fields, "queue", NewTask.DEFAULT_QUEUE),
                Objects.requireNonNullElse(fields.integer("priority", 0, 9), NewTask.DEFAULT_PRIORITY),
                fields.seconds("timeout", SHORTEST_TIMEOUT, LONGEST_TIMEOUT),
                fields.text("stdin"),
                env(fields),
                fields.seconds("result_keep_time", Duration.ZERO, LONGEST_KEEP),
                defaultResultKeep,
                fields.word("failure_rule", FailureRule.class),
                Objects.requireNonNullElse(fields.word("durability", Durability.class), Durability.MEMORY),
                traceparent(fields, traceparent),
                digest,
                sha256(fields));
    }

    private static String id(JsonFields fields, Optional<IdempotencyKey> key) {
        var given = fields.text("id");
        if (given == null) {
            return key.map(IdempotencyKey::taskId).orElseGet(TaskId::next);
        }
        if (key.isPresent()) {
            fields.reject("id", given, "cannot be given together with the header Idempotency-Key; either is enough");
        }
        return TaskId.parse(given).orElseGet(() -> {
            fields.reject("id", given, "must be a UUID");
            return "";
        });
    }

    private static String name(JsonFields fields, String field, @Nullable String defaultName) {
        var name = fields.text(field);
        if (name == null) {
            if (defaultName == null && !fields.has(field)) {
                fields.reject(field, null, "is required");
            }
            return defaultName == null ? "" : defaultName;
        }
        if (!Name.isValid(name)) {
            fields.reject(field, name, Name.RULE);
        }
        return name;
    }

    private static List<String> args(JsonFields fields) {
        var args = fields.texts("args");
        long together = 0;
        for (int i = 0; i < args.size(); i++) {
            if (Text.hasNul(args.get(i))) {
                fields.reject("args[" + i + "]", args.get(i), "has a NUL, which no program can be given");
            }
            int bytes = bytes(args.get(i));
            if (bytes >= MOST_BYTES) {
                fields.reject(
                        "args[" + i + "]",
                        bytes + " bytes",
                        "must be shorter than " + MOST_BYTES + " bytes, as Linux wants it");
            }
            together += bytes;
        }
        if (together > MOST_BYTES) {
            fields.reject("args", together + " bytes", "must be at most " + MOST_BYTES + " bytes of UTF-8 together");
        }
        return args;
    }

    private static Map<String, String> env(JsonFields fields) {
        var env = fields.textMap("env");
        long together = 0;
        for (var variable : env.entrySet()) {
            var name = variable.getKey();
            var field = "env." + name;
            if (name.isEmpty() || name.indexOf('=') >= 0 || Text.hasNul(name) || !Text.isWellFormed(name)) {
                fields.reject(field, null, "is no name of a variable: it must not be empty nor have '=' or NUL");
            } else if (name.startsWith("KINGTASK_")) {
                fields.reject(field, null, "is a name that kingtask itself sets");
            }
            if (Text.hasNul(variable.getValue())) {
                fields.reject(field, variable.getValue(), "has a NUL, which no variable can hold");
            }
            together += bytes(name) + bytes(variable.getValue()) + 2;
        }
        if (together > MOST_BYTES) {
            fields.reject("env", together + " bytes", "must be at most " + MOST_BYTES + " bytes of UTF-8 together");
        }
        return env;
    }

    private static @Nullable String traceparent(JsonFields fields, @Nullable String header) {
        var given = fields.text("traceparent");
        if (given == null) {
            return header != null && TRACEPARENT.matcher(header).matches() ? header : null;
        }
        if (!TRACEPARENT.matcher(given).matches()) {
            fields.reject("traceparent", given, "must be a W3C traceparent, such as 00-<32 hex>-<16 hex>-01");
        }
        return given;
    }

    private static @Nullable String sha256(JsonFields fields) {
        var given = fields.text("sha256");
        if (given != null && !SHA256.matcher(given).matches()) {
            fields.reject("sha256", given, "must be the SHA-256 of a file: 64 hexadecimal digits");
        }
        return given == null ? null : given.toLowerCase(Locale.ROOT);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
