package io.kingtask.worker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.FailureRule;
import io.kingtask.settings.Settings;
import io.kingtask.settings.SettingsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Read from the environment alone, so that no file is needed. The folder named is one that every machine has. */
class WorkerConfigReaderTest {

    @Test
    void defaultsAreThoseOfTheContract() {
        var config = read(Map.of());
        assertEquals(Duration.ZERO, config.period());
        assertEquals(Duration.ofSeconds(30), config.taskRunTime());
        assertEquals(Runtime.getRuntime().availableProcessors(), config.concurrency());
        assertEquals(List.of("default"), config.queues().names());
        assertEquals(Duration.ofSeconds(15), config.lease());
        assertEquals(Duration.ofSeconds(30), config.shutdownGrace());
        assertEquals(Duration.ofSeconds(5), config.killGrace());
        assertEquals(1 << 20, config.maxOutput());
        assertEquals(FailureRule.STDERR, config.failureRule());
        assertEquals(Optional.empty(), config.resultKeepTime());
        assertEquals(Map.of(), config.env());
        assertEquals(Optional.empty(), config.metricsAddr());
        assertEquals(Confinement.NONE, config.confinement());
        assertEquals(Map.of(), config.pins());
    }

    @Test
    void queuesMayBeAListOrAMapOfWeights() {
        assertEquals(
                List.of("high", "low"),
                read(Map.of("KINGTASK_QUEUES", "[high, low]")).queues().names());
        var weighted = assertInstanceOf(
                QueueChoice.Weighted.class,
                read(Map.of("KINGTASK_QUEUES", "{high: 3, low: 1}")).queues());
        assertEquals(Map.of("high", 3, "low", 1), weighted.weights());
    }

    @Test
    void confinementAndPinsAreRead() {
        var config = read(Map.of(
                "KINGTASK_RUN_AS", "1000:1000",
                "KINGTASK_LIMITS", "{cpu_seconds: 5, file_size: 1000000}",
                "KINGTASK_ISOLATION", "systemd-run",
                "KINGTASK_SHA256", "{example: " + "Ab".repeat(32) + "}"));
        var confinement = config.confinement();
        assertEquals(Optional.of("1000:1000"), confinement.runAs());
        assertEquals(OptionalLong.of(5), confinement.limits().cpuSeconds());
        assertEquals(OptionalLong.of(1_000_000), confinement.limits().fileSize());
        assertEquals(OptionalLong.empty(), confinement.limits().openFiles());
        assertEquals(Isolation.SYSTEMD_RUN, confinement.isolation());
        assertEquals(Map.of("example", "ab".repeat(32)), config.pins());
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        var problems = problems(Map.of(
                "KINGTASK_BIN_PATH", "/no/such/folder",
                "KINGTASK_LEASE", "1",
                "KINGTASK_CONCURRENCY", "0",
                "KINGTASK_QUEUES", "{a b: 0}",
                "KINGTASK_FAILURE_RULE", "perhaps",
                "KINGTASK_REDIS", "http://x",
                "KINGTASK_NAME", "a b",
                "KINGTASK_METRICS_ADDR", "9596",
                "KINGTASK_ENV", "{KINGTASK_FENCE: 1}"));
        var confinement = problems(Map.of(
                "KINGTASK_BIN_PATH", "/",
                "KINGTASK_RUN_AS", "root",
                "KINGTASK_LIMITS", "{cpu_seconds: 0, memory: 5}",
                "KINGTASK_ISOLATION", "jail",
                "KINGTASK_SHA256", "{example: abc}"));
        for (var key : List.of("run_as", "cpu_seconds", "memory", "isolation", "sha256")) {
            assertTrue(
                    confinement.stream().anyMatch(problem -> problem.toLowerCase(java.util.Locale.ROOT)
                            .contains(key)),
                    key + " in " + confinement);
        }
        for (var key : List.of(
                "bin_path", "lease", "concurrency", "queues", "failure_rule", "redis", "name", "metrics_addr", "env")) {
            assertTrue(
                    problems.stream().anyMatch(problem -> problem.toLowerCase(java.util.Locale.ROOT)
                            .contains(key)),
                    key + " in " + problems);
        }
    }

    @Test
    void binPathMustBeGiven() {
        var settings = Settings.ofEnvironment(Map.of());
        WorkerConfigReader.read(settings);
        var problems = assertThrows(SettingsException.class, settings::check).problems();
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("bin_path"));
    }

    private static WorkerConfig read(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.putIfAbsent("KINGTASK_BIN_PATH", "/");
        var settings = Settings.ofEnvironment(all);
        var config = WorkerConfigReader.read(settings);
        settings.check();
        return config;
    }

    private static List<String> problems(Map<String, String> environment) {
        var settings = Settings.ofEnvironment(environment);
        WorkerConfigReader.read(settings);
        return assertThrows(SettingsException.class, settings::check).problems();
    }
}
