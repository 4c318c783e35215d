package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.process.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running program says through its control file. */
class ControlFileIT {

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void setUp() throws Exception {
        bench = new Bench(folder, Launcher.best(true, WorkerCgroup.none("not in this test"), Thread::new), 1 << 20);
    }

    @AfterEach
    void tearDown() {
        bench.close();
    }

    @Test
    void controlFileCarriesProgressAndPause() throws Exception {
        bench.script(
                "control",
                "#!/bin/sh",
                "ls -A",
                "echo '{\"progress\":0.25,\"message\":\"quarter\"}' >> \"$KINGTASK_CONTROL\"",
                "echo nonsense >> \"$KINGTASK_CONTROL\"",
                "echo '{\"retry_after\":30}' >> \"$KINGTASK_CONTROL\"",
                "printf '{\"progress\":1}' >> \"$KINGTASK_CONTROL\"",
                "exit 1");
        var finish = bench.run("control");
        assertEquals("", Bench.stdout(finish));
        assertEquals(Duration.ofSeconds(30), finish.retryAfter());
        assertEquals("1.0 null", bench.store.progress.get(bench.store.progress.size() - 1));
    }

    @Test
    void progressIsSeenWhileTheProgramRuns() throws Exception {
        bench.script(
                "wait",
                "#!/bin/sh",
                "echo '{\"progress\":0.5}' >> \"$KINGTASK_CONTROL\"",
                "while [ ! -e " + folder + "/seen ]; do sleep 0.05; done");
        var runner = new Thread(() -> bench.run("wait"));
        runner.start();
        bench.store.await(() -> bench.store.progress.contains("0.5 null"));
        Files.createFile(folder.resolve("seen"));
        runner.join(10_000);
        assertFalse(runner.isAlive());
    }
}
