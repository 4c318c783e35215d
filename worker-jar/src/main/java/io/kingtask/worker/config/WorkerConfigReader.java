package io.kingtask.worker.config;

import io.kingtask.client.FailureRule;
import io.kingtask.client.Word;
import io.kingtask.settings.ListenAddress;
import io.kingtask.settings.Logging;
import io.kingtask.settings.Settings;
import io.kingtask.store.RedisAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads every key of worker.yaml, or of a broker's block for a worker inside the server. What is wrong is noted in the settings; the
 * caller calls {@link Settings#check} and then uses the result.
 */
public final class WorkerConfigReader {

    private static final Pattern VARIABLE = Pattern.compile("[^=\0]+");
    private static final Duration YEAR = Duration.ofDays(366);
    private static final Path NO_FOLDER = Path.of("/nonexistent");

    private final Settings settings;

    private WorkerConfigReader(Settings settings) {
        this.settings = settings;
    }

    /** What a worker inside a server shares with the broker there. */
    private record Around(String broker, RedisAddress redis, Optional<Path> logPath, String logLevel) {}

    /** The configuration; of use only when {@link Settings#check} then finds no fault. */
    public static WorkerConfig read(Settings settings) {
        var reader = new WorkerConfigReader(settings);
        return reader.config(new Around(
                settings.text("broker").orElse("127.0.0.1:9595"),
                reader.redis(),
                settings.path("log_path"),
                settings.oneOf("log_level", "info", Logging.LEVELS)));
    }

    /**
     * The configuration of a worker inside a broker's server: its keys but {@code broker}, {@code redis} and those of the log, which are the
     * broker's.
     */
    public static WorkerConfig readEmbedded(Settings block, String broker, RedisAddress redis) {
        return new WorkerConfigReader(block).config(new Around(broker, redis, Optional.empty(), "info"));
    }

    private WorkerConfig config(Around around) {
        var confinement = new ConfinementReader(settings);
        return new WorkerConfig(
                name(),
                around.broker(),
                around.redis(),
                binPath(),
                around.logPath(),
                around.logLevel(),
                seconds("period", 0, Duration.ZERO, Duration.ofDays(1)),
                resultKeepTime(),
                seconds("task_run_time", 30, Duration.ofMillis(1), YEAR),
                concurrency(),
                new QueueChoiceReader(settings).read(),
                seconds("lease", 15, Duration.ofSeconds(2), Duration.ofHours(1)),
                seconds("shutdown_grace", 30, Duration.ZERO, Duration.ofDays(1)),
                seconds("kill_grace", 5, Duration.ZERO, Duration.ofHours(1)),
                (int) settings.number("max_output", 1 << 20, 64, 256 << 20),
                failureRule(),
                env(),
                confinement.read(),
                confinement.pins(),
                metricsAddr());
    }

    private Optional<String> name() {
        var given = settings.text("name");
        if (given.isPresent() && !Names.isValid(given.get())) {
            settings.reject("name", given.get(), Names.RULE);
        }
        return given;
    }

    /** This machine's name. */
    public static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private RedisAddress redis() {
        var text = settings.text("redis").orElse("127.0.0.1:6379");
        try {
            return RedisAddress.parse(text);
        } catch (IllegalArgumentException e) {
            settings.reject("redis", text, RedisAddress.FORMS);
            return RedisAddress.parse("127.0.0.1:6379");
        }
    }

    private Path binPath() {
        if (!settings.has("bin_path")) {
            settings.reject("bin_path", "", "the folder of the executables, which must be given");
        }
        return settings.folder("bin_path").orElse(NO_FOLDER);
    }

    private Optional<Duration> resultKeepTime() {
        var keep = seconds("result_keep_time", 86_400, Duration.ofSeconds(1), YEAR.multipliedBy(10));
        // Unset leaves it to the broker's key of the same name.
        return settings.has("result_keep_time") ? Optional.of(keep) : Optional.empty();
    }

    private int concurrency() {
        int processors = Runtime.getRuntime().availableProcessors();
        return (int) settings.number("concurrency", processors, 1, 1000);
    }

    private FailureRule failureRule() {
        var words = Arrays.stream(FailureRule.values()).map(Word::word).toList();
        var word = settings.oneOf("failure_rule", FailureRule.STDERR.word(), words);
        return Word.find(FailureRule.class, word).orElse(FailureRule.STDERR);
    }

    private Map<String, String> env() {
        var env = settings.textMap("env");
        env.forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches() || value.indexOf('\0') >= 0) {
                settings.reject("env", name, "names without '=' and NUL, values without NUL");
            } else if (name.startsWith("KINGTASK_")) {
                settings.reject("env", name, "names that do not begin with KINGTASK_, which kingtask sets itself");
            }
        });
        return env;
    }

    private Optional<ListenAddress> metricsAddr() {
        return settings.text("metrics_addr").flatMap(text -> {
            var address = ListenAddress.parse(text);
            if (address.isEmpty()) {
                settings.reject("metrics_addr", text, ListenAddress.ALLOWED);
            }
            return address;
        });
    }

    private Duration seconds(String key, long defaultSeconds, Duration min, Duration max) {
        return settings.seconds(key, Duration.ofSeconds(defaultSeconds), min, max);
    }
}
