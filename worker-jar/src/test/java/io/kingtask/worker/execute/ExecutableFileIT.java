package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.process.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are started and which are not. */
class ExecutableFileIT {

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
    void argumentLongerThanTheSystemAllowsIsALaunchError() throws Exception {
        bench.script("size", "#!/bin/sh");
        var finish = bench.run("size", "x".repeat(140_000));
        assertEquals(Cause.LAUNCH_ERROR, finish.cause());
        assertTrue(Bench.error(finish).contains("longer than the system allows"), Bench.error(finish));
    }

    @Test
    void missingExecutableIsForAnotherWorker() {
        var task = Tasks.task("nosuch", List.of());
        assertInstanceOf(RunEnd.Missing.class, bench.end(task, bench.lease(task)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/bin/sh", ".", "..", "a/b", "", "-x", "outside", "dangling", "folder", "plain"})
    void whatIsNoExecutableOfTheFolderIsRefused(String name) throws Exception {
        Files.createSymbolicLink(bench.bin.resolve("outside"), Path.of("/bin/sh"));
        Files.createSymbolicLink(bench.bin.resolve("dangling"), Path.of("nowhere"));
        Files.createDirectory(bench.bin.resolve("folder"));
        Files.writeString(bench.bin.resolve("plain"), "#!/bin/sh\n");
        var finish = bench.run(name);
        assertEquals(Cause.NOT_EXECUTABLE, finish.cause(), () -> Bench.error(finish));
        assertEquals(Duration.ofSeconds(5), finish.retryAfter());
    }

    @Test
    void linkWithinTheFolderIsFollowed() throws Exception {
        bench.script("real", "#!/bin/sh", "echo ${0##*/}");
        Files.createSymbolicLink(bench.bin.resolve("alias"), Path.of("real"));
        assertEquals("alias", Bench.stdout(bench.run("alias")));
    }

    @Test
    void whatTheSystemCannotStartIsALaunchError() throws Exception {
        bench.script("text", "echo never through a shell");
        bench.script("lost", "#!/no/such/interpreter");
        for (var name : List.of("text", "lost")) {
            var finish = bench.run(name);
            assertEquals(Cause.LAUNCH_ERROR, finish.cause());
            assertFalse(Bench.error(finish).isEmpty());
        }
    }
}
