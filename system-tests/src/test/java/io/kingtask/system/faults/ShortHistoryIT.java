package io.kingtask.system.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.store.LocalRedis;
import io.kingtask.system.faults.Blow.Kind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of {@link LongHistoryIT} in a minute, for every build. Leases outlast a process that stands still for three seconds. */
@Tag("fault")
class ShortHistoryIT {

    @TempDir
    Path folder;

    @Test
    void nothingIsLostWhileAFewOfEachDie() throws Exception {
        assumeTrue(Uptime.isThere(), "No /proc on this machine");
        try (LocalRedis redis = LocalRedis.start("--appendfsync", "always")) {
            new History(
                            new History.Scale(
                                    "short history",
                                    2_000,
                                    40,
                                    Map.of(
                                            Kind.KILL_WORKER, 5,
                                            Kind.STOP_WORKER, 2,
                                            Kind.KILL_BROKER, 2,
                                            Kind.KILL_REDIS, 2),
                                    new Site.Size(2, 3, 4, 9),
                                    "memory"),
                            folder,
                            redis.address(),
                            new RedisRestart(redis))
                    .run();
        }
    }
}
