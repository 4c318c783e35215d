package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.process.Launcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable's world where posix_spawn cannot be used. */
class PlainLauncherIT {

    @TempDir
    private Path folder;

    private Bench bench;

    @BeforeEach
    void setUp() throws Exception {
        bench = new Bench(
                folder, Launcher.withoutNativeCode(WorkerCgroup.none("not in this test"), Thread::new), 1 << 20);
    }

    @AfterEach
    void tearDown() {
        bench.close();
    }

    @Test
    void programRunsWithItsArgumentsAndInput() throws Exception {
        bench.script("echo", "#!/bin/sh", "printf '[%s]' \"$@\"; cat; exit 0");
        var task = Tasks.withStdin(Tasks.task("echo", List.of("a b", "", "c\nd")), "input");
        assertEquals("[a b][][c\nd]input", Bench.stdout(bench.run(task)));
    }

    @Test
    void statusAndSignalAreKept() throws Exception {
        bench.script("exit", "#!/bin/sh", "exit 3");
        bench.script("big", "#!/bin/sh", "head -c 3000000 /dev/zero");
        assertEquals(3, bench.run("exit").exitCode());
        assertTrue(Bench.stdout(bench.run("big")).contains("bytes dropped"));
    }

    @Test
    void timeoutEndsTheTree() throws Exception {
        bench.script("slow", "#!/bin/sh", "sleep 600 & echo $! > " + folder + "/child; wait");
        var finish = bench.run(Tasks.withTimeout(Tasks.task("slow", List.of()), Duration.ofSeconds(4)));
        assertEquals(Cause.TIMEOUT, finish.cause());
        Bench.assertGone(folder.resolve("child"));
    }

    @Test
    void childThatHoldsTheOutputsIsEnded() throws Exception {
        bench.script("holder", "#!/bin/sh", "sleep 600 & echo $! > " + folder + "/child; echo done");
        assertEquals("done", Bench.stdout(bench.run("holder")));
        Bench.assertGone(folder.resolve("child"));
    }

    @Test
    void neverThroughAShell() throws Exception {
        bench.script("text", "echo never");
        assertEquals(Cause.LAUNCH_ERROR, bench.run("text").cause());
    }
}
