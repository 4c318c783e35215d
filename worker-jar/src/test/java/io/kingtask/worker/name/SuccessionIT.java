package io.kingtask.worker.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.client.TaskState;
import io.kingtask.worker.Site;
import io.kingtask.worker.WorkerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is started again carries on for the one that died. Nobody takes expired leases over here, as a broker would. */
class SuccessionIT {

    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void setUp() throws Exception {
        site = new Site(folder);
        site.script("long", "echo $$ >> \"$1\"", "exec sleep 600");
    }

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void taskOfAKilledWorkerRunsAgainAsSoonAsItIsStartedAgain() throws Exception {
        var first = site.worker(Map.of("KINGTASK_LEASE", "600"));
        var pids = folder.resolve("pid");
        var id = site.submit("long", pids.toString());
        long program = WorkerProcess.awaitPid(pids);
        var name = String.valueOf(site.view(id).worker());
        first.kill();
        long begin = System.nanoTime();
        try (var second = site.worker(Map.of("KINGTASK_LEASE", "600"))) {
            // Java itself may take its time.
            second.awaitLog(" started: ");
            long started = System.nanoTime();
            WorkerProcess.await("it does not run again", () -> lines(pids).size() == 2);
            long again = System.nanoTime();
            var took = Duration.ofNanos(again - begin);
            System.out.println("From the restart to the task running again: " + took.toMillis() + " ms.");
            assertFalse(WorkerProcess.isAlive(program));
            var view = site.view(id);
            assertEquals(name, view.worker());
            assertEquals(TaskState.RUNNING, view.state());
            assertEquals(1, view.attempt());
            assertEquals(Cause.WORKER_LOST, view.attempts().get(0).cause());
            second.awaitLog("died while it ran 1 tasks");
            var sinceStart = Duration.ofNanos(again - started);
            assertTrue(sinceStart.compareTo(Duration.ofSeconds(3)) < 0, "took " + sinceStart);
        }
    }

    @Test
    void successorWaitsForTheStore() throws Exception {
        var first = site.worker(Map.of("KINGTASK_NAME", "steady"));
        var pids = folder.resolve("pid");
        var id = site.submit("long", pids.toString());
        WorkerProcess.awaitPid(pids);
        first.kill();
        site.redis.freeze();
        try (var second = site.worker(Map.of("KINGTASK_NAME", "steady"))) {
            second.awaitLog("does not answer");
            site.redis.thaw();
            WorkerProcess.await("it does not run again", () -> lines(pids).size() == 2);
            assertEquals("steady", site.view(id).worker());
        }
    }

    @Test
    void oneSuccessorServesAllThatDied() throws Exception {
        var workers = List.of(site.worker(Map.of()), site.worker(Map.of()), site.worker(Map.of()));
        for (var worker : workers) {
            worker.awaitLog("answers");
        }
        for (int i = 0; i < 12; i++) {
            site.submit("long", folder.resolve("pid" + i).toString());
            WorkerProcess.awaitPid(folder.resolve("pid" + i));
        }
        for (var worker : workers) {
            worker.kill();
        }
        try (var successor = site.worker(Map.of("KINGTASK_CONCURRENCY", "12"))) {
            for (int i = 0; i < 12; i++) {
                var file = folder.resolve("pid" + i);
                WorkerProcess.await("not run again: " + file, () -> lines(file).size() == 2);
            }
            assertTrue(successor.process().isAlive());
        }
        try (var locks = Files.list(folder.resolve(".kingtask/workers"))) {
            assertEquals(List.of(), locks.toList());
        }
    }

    @Test
    void workersOfOneKindHaveNamesOfTheirOwn() throws Exception {
        try (var first = site.worker(Map.of("KINGTASK_CONCURRENCY", "1"));
                var second = site.worker(Map.of("KINGTASK_CONCURRENCY", "1"))) {
            first.awaitLog("answers");
            second.awaitLog("answers");
            Set<String> names = new HashSet<>();
            for (var file : List.of("a", "b")) {
                var id = site.submit("long", folder.resolve(file).toString());
                WorkerProcess.awaitPid(folder.resolve(file));
                names.add(String.valueOf(site.view(id).worker()));
            }
            assertEquals(2, names.size());
            assertTrue(names.stream().allMatch(name -> name.matches(".+-[0-9a-f]{6}-[12]")), names.toString());
        }
    }

    @Test
    void nameOfALivingWorkerIsRefused() throws Exception {
        try (var first = site.worker(Map.of("KINGTASK_NAME", "only"))) {
            first.awaitLog("started");
            var second = site.worker(Map.of("KINGTASK_NAME", "only"));
            assertTrue(second.process().waitFor(60, TimeUnit.SECONDS));
            assertEquals(1, second.process().exitValue());
            second.awaitLog("name=only is that of a worker that lives (process " + first.pid());
        }
    }

    @Test
    void homeThatCannotBeWrittenIsNoHindrance() throws Exception {
        var file = Files.createFile(folder.resolve("no-folder"), PosixFilePermissions.asFileAttribute(Set.of()));
        try (var worker = site.worker(Map.of("HOME", file.toString()))) {
            worker.awaitLog("No lock can be kept for the name");
            var id = site.submit("long", folder.resolve("pid").toString());
            WorkerProcess.awaitPid(folder.resolve("pid"));
            assertTrue(String.valueOf(site.view(id).worker()).endsWith("-" + worker.pid()));
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (java.io.IOException e) {
            return List.of();
        }
    }
}
