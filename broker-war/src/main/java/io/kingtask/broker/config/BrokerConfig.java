package io.kingtask.broker.config;

import io.kingtask.settings.ListenAddress;
import io.kingtask.settings.Settings;
import io.kingtask.store.RedisAddress;
import io.kingtask.worker.config.WorkerConfig;
import io.kingtask.worker.config.WorkerConfigReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that broker.yaml says. {@code addr}, {@code logPath} and {@code logLevel} are for whoever starts the server; the application
 * itself does not look at them.
 *
 * @param authRequired false: anybody who reaches the port may do everything
 * @param tokens none: the broker makes one at its first start
 * @param resultKeepTime how long a final task can be read when neither task nor worker says otherwise
 * @param maxPending bound on unfinished tasks; 0: none
 * @param notFoundAfter how long a task waits for a worker that has its executable
 * @param partitions number of hash tags that tasks are spread over
 * @param metricsPublic whether metrics can be read without a token
 * @param access who is listened to at all
 * @param embeddedWorker a worker inside the server
 */
public record BrokerConfig(
        ListenAddress addr,
        RedisAddress redis,
        Optional<Path> logPath,
        String logLevel,
        boolean authRequired,
        List<AccessToken> tokens,
        Duration resultKeepTime,
        long maxPending,
        Duration notFoundAfter,
        int partitions,
        boolean metricsPublic,
        Access access,
        Optional<WorkerConfig> embeddedWorker) {

    private static final String DEFAULT_ADDR = "127.0.0.1:9595";
    private static final String DEFAULT_REDIS = "127.0.0.1:6379";
    private static final Duration LONGEST_KEEP = Duration.ofDays(3650);

    /**
     * Reads every key, and {@linkplain Settings#check checks} the settings.
     *
     * @throws io.kingtask.settings.SettingsException with everything that is wrong
     */
    public static BrokerConfig read(Settings settings) {
        var addr = addr(settings);
        var redis = redis(settings);
        var config = new BrokerConfig(
                addr,
                redis,
                settings.path("log_path"),
                settings.oneOf("log_level", "info", List.of("debug", "info", "warn", "error")),
                settings.oneOf("auth", "token", List.of("token", "off")).equals("token"),
                AccessTokenSettings.read(settings),
                settings.seconds("result_keep_time", Duration.ofDays(1), Duration.ZERO, LONGEST_KEEP),
                settings.number("max_pending", 0, 0, Long.MAX_VALUE),
                settings.seconds("not_found_after", Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofDays(30)),
                Math.toIntExact(settings.number("partitions", 1, 1, 1024)),
                settings.flag("metrics_public", false),
                Access.read(settings, addr),
                settings.block("embedded_worker")
                        .map(block -> WorkerConfigReader.readEmbedded(block, addr.toString(), redis)));
        settings.check();
        return config;
    }

    private static ListenAddress addr(Settings settings) {
        var text = settings.text("addr").orElse(DEFAULT_ADDR);
        return ListenAddress.parse(text).orElseGet(() -> {
            settings.reject("addr", text, ListenAddress.ALLOWED);
            return new ListenAddress("127.0.0.1", 9595);
        });
    }

    private static RedisAddress redis(Settings settings) {
        var text = settings.text("redis").orElse(DEFAULT_REDIS);
        try {
            return RedisAddress.parse(text);
        } catch (IllegalArgumentException e) {
            settings.reject("redis", text, RedisAddress.FORMS);
            return RedisAddress.parse(DEFAULT_REDIS);
        }
    }
}
