package io.kingtask.worker;

import io.kingtask.client.FailureRule;
import io.kingtask.store.RedisAddress;
import io.kingtask.worker.config.Confinement;
import io.kingtask.worker.config.QueueChoice;
import io.kingtask.worker.config.WorkerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configurations for tests. */
final class Configs {

    private Configs() {}

    static WorkerConfig config(String redis, Path bin, int slots, Duration period, Duration lease) {
        return new WorkerConfig(
                Optional.empty(),
                "127.0.0.1:9595",
                RedisAddress.parse(redis),
                bin,
                Optional.empty(),
                "info",
                period,
                Optional.empty(),
                Duration.ofSeconds(30),
                slots,
                new QueueChoice.Strict(List.of("default")),
                lease,
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                1 << 20,
                FailureRule.STDERR,
                Map.of(),
                Confinement.NONE,
                Map.of(),
                Optional.empty());
    }
}
