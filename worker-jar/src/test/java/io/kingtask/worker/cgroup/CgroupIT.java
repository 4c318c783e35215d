package io.kingtask.worker.cgroup;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.client.TaskState;
import io.kingtask.worker.Site;
import io.kingtask.worker.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that hide from everything but a control group: they fork twice, and drop their session, environment and descriptors. */
class CgroupIT {

    private static final Duration SOON = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void setUp() throws Exception {
        site = new Site(folder);
        site.script(
                "hide",
                "(env -i setsid sh -c 'trap \"\" TERM; echo $$ > '$1.hidden'; exec sleep 600' <&- >&- 2>&- &) &",
                "while [ ! -s $1.hidden ]; do sleep 0.02; done",
                "echo $$ > $1.leader",
                "while [ ! -e $1.go ]; do sleep 0.02; done");
    }

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void hiddenProcessEndsWithItsTaskAndThoseOfOthersGoOn() throws Exception {
        try (var worker = workerWithGroup(Map.of())) {
            var one = site.submit("hide", path("one"));
            var other = site.submit("hide", path("other"));
            long[] ofOne = pids("one");
            long[] ofOther = pids("other");
            go("one");
            site.await(one, view -> view.state() == TaskState.SUCCEEDED);
            WorkerProcess.assertGoneWithin(SOON, ofOne);
            for (long pid : ofOther) {
                assertTrue(WorkerProcess.isAlive(pid), "process " + pid + " is another task's");
            }
            go("other");
            site.await(other, view -> view.state() == TaskState.SUCCEEDED);
            WorkerProcess.assertGoneWithin(SOON, ofOther);
            assertTrue(worker.process().isAlive());
        }
    }

    @Test
    void nothingIsLeftOfAWorkerThatIsKilled() throws Exception {
        try (var worker = workerWithGroup(Map.of())) {
            site.submit("hide", path("one"));
            site.submit("hide", path("other"));
            var pids = new long[][] {pids("one"), pids("other")};
            worker.kill();
            WorkerProcess.assertGoneWithin(SOON, pids[0]);
            WorkerProcess.assertGoneWithin(SOON, pids[1]);
            WorkerProcess.await("its group is still there", () -> !Files.exists(group(worker)));
        }
    }

    @Test
    void suspendedWorkerLosesWhatItsProgramsHidAndLives() throws Exception {
        try (var worker = workerWithGroup(Map.of("KINGTASK_LEASE", "10"))) {
            site.submit("hide", path("one"));
            long[] pids = pids("one");
            worker.suspend();
            WorkerProcess.assertGoneWithin(Duration.ofSeconds(20), pids);
            worker.resume();
            go("one");
            go("two");
            var next = site.submit("hide", path("two"));
            site.await(next, view -> view.state() == TaskState.SUCCEEDED);
        }
    }

    @Test
    void stopLeavesNoGroup() throws Exception {
        var worker = workerWithGroup(Map.of());
        site.submit("hide", path("one"));
        long[] pids = pids("one");
        worker.close();
        WorkerProcess.assertGoneWithin(SOON, pids);
        assertFalse(Files.exists(group(worker)));
        assertFalse(worker.hasLogged(line -> line.contains("Could not")));
    }

    @Test
    void nextWorkerEndsWhatNobodyEnded() throws Exception {
        try (var dead = workerWithGroup(Map.of())) {
            long watchdog = dead.awaitWatchdog();
            site.submit("hide", path("one"));
            long[] pids = pids("one");
            dead.suspend();
            ProcessHandle.of(watchdog).orElseThrow().destroyForcibly();
            dead.kill();
            assertTrue(WorkerProcess.isAlive(pids[1]));
            try (var next = workerWithGroup(Map.of())) {
                WorkerProcess.assertGoneWithin(SOON, pids);
                assertFalse(Files.exists(group(dead)));
                assertTrue(Files.exists(group(next)));
            }
        }
    }

    @Test
    void whereGroupsAreRefusedNothingIsLeftOfTheAttempt() throws Exception {
        var refusal = assertThrows(IOException.class, () -> WorkerCgroup.begin(folder));
        assertTrue(
                String.valueOf(refusal.getMessage()).contains("cgroup.type refuses to be written"), refusal.toString());
        try (var files = Files.list(folder)) {
            assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith("kingtask-")));
        }
    }

    private WorkerProcess workerWithGroup(Map<String, String> settings) throws IOException {
        var worker = site.worker(settings);
        worker.awaitLog("Process trees are found by");
        if (worker.hasLogged(line -> line.contains("Control groups are not used"))) {
            worker.close();
            assumeTrue(false, "control groups cannot be made here; the worker's log says why");
        }
        return worker;
    }

    private static Path group(WorkerProcess worker) {
        try {
            return OwnCgroup.find().resolve("kingtask-" + worker.pid());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void go(String name) throws IOException {
        Files.createFile(folder.resolve(name + ".go"));
    }

    private long[] pids(String name) throws IOException {
        return new long[] {
            WorkerProcess.awaitPid(folder.resolve(name + ".leader")),
            WorkerProcess.awaitPid(folder.resolve(name + ".hidden")),
        };
    }
}
