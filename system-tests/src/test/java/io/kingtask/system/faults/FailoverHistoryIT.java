package io.kingtask.system.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.store.LocalSentinels;
import io.kingtask.system.faults.Blow.Kind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicated tasks while the primary dies again and again under Sentinels. */
@Tag("fault")
@Tag("long")
class FailoverHistoryIT {

    @TempDir
    Path folder;

    @Test
    void nothingThatWasReplicatedIsLostInFiveFailovers() throws Exception {
        assumeTrue(Uptime.isThere(), "No /proc on this machine");
        try (LocalSentinels redis = LocalSentinels.start()) {
            new History(
                            new History.Scale(
                                    "history of failovers",
                                    4_000,
                                    100,
                                    Map.of(Kind.FAIL_OVER, 5, Kind.KILL_WORKER, 4),
                                    new Site.Size(2, 3, 4, 8),
                                    "replica"),
                            folder,
                            redis.address(),
                            downSeconds -> redis.failOver())
                    .run();
        }
    }
}
