package io.kingtask.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.client.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is suspended past its lease, and goes on; the test takes expired leases over, as a broker does. */
class HungWorkerIT {

    /** Long enough for a worker that is held up for some seconds to keep it. */
    private static final Map<String, String> SETTINGS = leaseOf(10);

    @TempDir
    private Path folder;

    private Site site;

    private static Map<String, String> leaseOf(int seconds) {
        return Map.of("KINGTASK_LEASE", Integer.toString(seconds), "KINGTASK_CONCURRENCY", "1");
    }

    @BeforeEach
    void setUp() throws Exception {
        site = new Site(folder);
        site.script("gated", "echo $$ >> \"$1\"", "while [ ! -e \"$2\" ]; do sleep 0.02; done", "echo done");
        site.script("next", "echo $$ >> \"$1\"");
        site.script("brief", "echo $$ >> \"$1\"", "sleep 0.1");
    }

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void programsOfASuspendedWorkerEndBeforeAnotherMayStartTheirTasks() throws Exception {
        var pids = folder.resolve("pid");
        // A twentieth of it is what the watchdog has left when it acts.
        var settings = leaseOf(30);
        try (var hung = site.worker(settings)) {
            var id = site.submit("gated", pids.toString(), folder.resolve("go").toString());
            long program = WorkerProcess.awaitPid(pids);
            hung.suspend();
            WorkerProcess.await("the lease does not end", () -> {
                boolean taken = site.broker.timers().takeOverExpired(10) > 0;
                assertFalse(
                        taken && WorkerProcess.isAlive(program), "the program was there when another could have begun");
                return taken;
            });
            try (var other = site.worker(settings)) {
                Files.createFile(folder.resolve("go"));
                var view = site.await(id, seen -> seen.state() == TaskState.SUCCEEDED);
                assertEquals("done", view.result());
                assertEquals(1, view.attempt());
                assertEquals(Cause.WORKER_LOST, view.attempts().get(0).cause());
                hung.resume();
                hung.awaitLog("Ended the program of task " + id);
                assertEquals(view, site.view(id));
                // Both are at work again: one after the other they take what comes.
                for (var file : new String[] {"a", "b", "c"}) {
                    var next = site.submit("next", folder.resolve(file).toString());
                    site.await(next, seen -> seen.state() == TaskState.SUCCEEDED);
                }
                assertTrue(other.process().isAlive() && hung.process().isAlive());
            }
        }
    }

    @Test
    void lateResultIsRefused() throws Exception {
        try (var hung = site.worker(SETTINGS)) {
            var pids = folder.resolve("pid");
            var id = site.submit("gated", pids.toString(), folder.resolve("go").toString());
            WorkerProcess.awaitPid(pids);
            hung.suspend();
            // Its program ends well while nobody is there to take the result.
            Files.createFile(folder.resolve("go"));
            var queued = site.submit("next", folder.resolve("next").toString());
            WorkerProcess.await(
                    "the lease does not end", () -> site.broker.timers().takeOverExpired(10) > 0);
            try (var other = site.worker(SETTINGS)) {
                var view = site.await(id, seen -> seen.state() == TaskState.SUCCEEDED);
                site.await(queued, seen -> seen.state() == TaskState.SUCCEEDED);
                hung.resume();
                hung.awaitLog("was refused");
                assertEquals(view, site.view(id));
                assertNotEquals(view.attempts().get(0).worker(), view.worker());
                assertEquals(1, Files.readAllLines(folder.resolve("next")).size());
                assertTrue(other.process().isAlive());
            }
        }
    }

    @Test
    void programsThatAreStartedAfterASuspensionAreLeftAlone() throws Exception {
        try (var worker = site.worker(SETTINGS)) {
            var queued = new ArrayList<String>();
            var pids = folder.resolve("pid");
            site.submit("gated", pids.toString(), folder.resolve("go").toString());
            long program = WorkerProcess.awaitPid(pids);
            worker.suspend();
            for (int i = 0; i < 60; i++) {
                queued.add(site.submit("brief", folder.resolve("ran").toString()));
            }
            WorkerProcess.await("the watchdog does not bark", () -> !WorkerProcess.isAlive(program));
            Files.createFile(folder.resolve("go"));
            worker.resume();
            WorkerProcess.await("the queue does not become empty", () -> {
                site.broker.timers().takeOverExpired(10);
                return queued.stream().allMatch(id -> site.view(id).state() == TaskState.SUCCEEDED);
            });
            // The watchdog may have been about to end one more when the worker woke.
            long lost = queued.stream()
                    .filter(id -> site.view(id).attempts().size() > 1)
                    .count();
            assertTrue(lost <= 1, lost + " programs were ended after the worker was heard of again");
        }
    }

    @Test
    void shortSuspensionChangesNothing() throws Exception {
        try (var worker = site.worker(leaseOf(15))) {
            var pids = folder.resolve("pid");
            var id = site.submit("gated", pids.toString(), folder.resolve("go").toString());
            long program = WorkerProcess.awaitPid(pids);
            worker.suspend();
            Thread.sleep(5_000);
            worker.resume();
            assertTrue(WorkerProcess.isAlive(program));
            Files.createFile(folder.resolve("go"));
            assertEquals("done", site.await(id, seen -> seen.state().isFinal()).result());
        }
    }
}
