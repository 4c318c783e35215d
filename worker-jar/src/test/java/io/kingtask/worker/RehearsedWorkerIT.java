package io.kingtask.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.TaskState;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker process does before its first task: nobody sees anything of it, and a stop does not wait for it. */
class RehearsedWorkerIT {

    private static final Map<String, String> DEBUG = Map.of("KINGTASK_LOG_LEVEL", "debug");

    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void setUp() throws Exception {
        site = new Site(folder);
    }

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void rehearsalLeavesNothingBehind() throws Exception {
        site.script("echo", "echo real");
        try (var worker = site.worker(DEBUG)) {
            worker.awaitLog("Rehearsed");
            assertFalse(worker.hasLogged(line -> line.contains("Rehearsed 0 runs")));
            assertFalse(worker.hasLogged(line -> line.contains("WARN") && line.contains("rehearsal")));
            assertEquals(0, site.broker.tasks().audit().accepted());
            assertTrue(site.broker.tasks().find("rehearsal").isEmpty());
            var first = site.await(site.submit("echo"), seen -> seen.state().isFinal());
            assertEquals(TaskState.SUCCEEDED, first.state());
            assertEquals(1, site.broker.tasks().audit().accepted());
        }
    }

    @Test
    void stopEndsTheRehearsal() throws Exception {
        // It waits for an answer until the stop has begun: else it might be over by then.
        site.redis.freeze();
        try (var worker = site.worker(DEBUG)) {
            worker.awaitLog(" started: ");
            // Process.destroy() would close the log, too.
            worker.process().toHandle().destroy();
            worker.awaitLog(" stops: ");
            site.redis.thaw();
            assertEquals(0, worker.process().waitFor());
            worker.awaitLog("Rehearsed");
            assertFalse(worker.hasLogged(line -> line.contains("Rehearsed 400 runs")));
        }
    }
}
