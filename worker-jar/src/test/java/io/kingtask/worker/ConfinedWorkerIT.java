package io.kingtask.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.client.Cause;
import io.kingtask.client.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole worker whose programs run as another user, within limits, with bubblewrap where it works. */
class ConfinedWorkerIT {

    @TempDir
    private Path folder;

    @Test
    void tasksRunAreRefusedAndEndWithTheirWorker() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can run programs as another user");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var settings = Map.of(
                "KINGTASK_RUN_AS", "nobody",
                "KINGTASK_LIMITS", "{open_files: 100}",
                "KINGTASK_ISOLATION", bubblewrapWorks() ? "bubblewrap" : "none");
        try (var site = new Site(folder);
                var worker = site.worker(settings)) {
            worker.awaitLog("Programs are started by");
            site.script("who", "id -un; ulimit -n");
            site.script("stay", "sleep 601.5 & sleep 601.5");
            var done = site.await(site.submit("who"), view -> view.state().isFinal());
            assertEquals("nobody\n100", done.result(), done.error());
            assertEquals(64, String.valueOf(done.attempts().get(0).sha256()).length());
            Files.setPosixFilePermissions(site.bin.resolve("who"), PosixFilePermissions.fromString("rwxrwxrwx"));
            var refused = site.await(site.submit("who"), view -> view.state().isFinal());
            assertEquals(Cause.NOT_EXECUTABLE, refused.cause());
            site.await(site.submit("stay"), view -> view.state() == TaskState.RUNNING);
            WorkerProcess.await("it does not run", () -> sleeps());
            worker.kill();
            WorkerProcess.await("it outlives its worker", () -> !sleeps());
        }
    }

    @Test
    void workerThatCannotConfineDoesNotStart() throws Exception {
        var settings = Map.of("KINGTASK_RUN_AS", "no-such-user");
        try (var site = new Site(folder);
                var worker = site.worker(settings)) {
            assertTrue(worker.process().waitFor(60, TimeUnit.SECONDS));
            assertEquals(2, worker.process().exitValue());
            worker.awaitLog("run_as:");
            assertFalse(worker.hasLogged(line -> line.contains(" started:")));
        }
    }

    private static boolean sleeps() {
        return ProcessHandle.allProcesses()
                .anyMatch(process -> process.info().commandLine().orElse("").endsWith("sleep 601.5"));
    }

    private static boolean bubblewrapWorks() throws Exception {
        var bwrap = Path.of("/usr/bin/bwrap");
        return Files.isExecutable(bwrap)
                && new ProcessBuilder("setsid", bwrap.toString(), "--ro-bind", "/", "/", "--unshare-pid", "true")
                                .start()
                                .waitFor()
                        == 0;
    }
}
