package io.kingtask.system.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.store.LocalRedis;
import io.kingtask.system.faults.Blow.Kind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty thousand tasks while dozens of workers, brokers and Redis servers die: {@code mvn -B verify -Pfaults}. */
@Tag("fault")
@Tag("long")
class LongHistoryIT {

    @TempDir
    Path folder;

    @Test
    void nothingIsLostWhileDozensDie() throws Exception {
        assumeTrue(Uptime.isThere(), "No /proc on this machine");
        try (LocalRedis redis = LocalRedis.start("--appendfsync", "always")) {
            new History(
                            new History.Scale(
                                    "long history",
                                    20_000,
                                    300,
                                    Map.of(
                                            Kind.KILL_WORKER, 32,
                                            Kind.STOP_WORKER, 6,
                                            Kind.KILL_BROKER, 10,
                                            Kind.KILL_REDIS, 6),
                                    new Site.Size(3, 3, 6, 5),
                                    "memory"),
                            folder,
                            redis.address(),
                            new RedisRestart(redis))
                    .run();
        }
    }
}
