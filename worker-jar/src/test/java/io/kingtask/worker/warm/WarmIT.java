package io.kingtask.worker.warm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import io.kingtask.store.TaskStore.Changed;
import io.kingtask.worker.Site;
import io.kingtask.worker.WorkerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers as processes whose executables serve many tasks, over a real Redis. */
class WarmIT {

    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void setUp() throws Exception {
        site = new Site(folder);
        site.script(
                "serve",
                "# kingtask: warm",
                "while IFS= read -r line; do",
                "    id=${line#*'\"id\":\"'} id=${id%%'\"'*}",
                "    case $line in",
                "    *'\"args\":[\"hang\"]'*) echo $$ >" + folder + "/new; mv " + folder + "/new " + folder
                        + "/hang; sleep 600 ;;",
                "    esac",
                "    echo '{\"id\":\"'$id'\",\"stdout\":\"'$$'\"}'",
                "done");
    }

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void fewProcessesServeManyTasksAndEndWithTheirWorker() throws Exception {
        var worker = site.worker(Map.of());
        var ids = IntStream.range(0, 200).mapToObj(i -> site.submit("serve")).toList();
        var pids = ids.stream().map(id -> Long.valueOf(result(id))).collect(Collectors.toSet());
        assertTrue(pids.size() <= 4, pids.toString());
        worker.close();
        pids.forEach(pid -> assertFalse(WorkerProcess.isAlive(pid)));
        try (var left = Files.list(folder.resolve("tmp"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void cancellationReachesATaskThatHangs() throws Exception {
        try (var worker = site.worker(Map.of("KINGTASK_CONCURRENCY", "1"))) {
            worker.awaitLog("started: 1 slots");
            var id = site.submit("serve", "hang");
            long pid = WorkerProcess.awaitPid(folder.resolve("hang"));
            assertEquals(Changed.REQUESTED, site.broker.tasks().cancel(id));
            var view = site.await(id, seen -> seen.state().isFinal());
            assertEquals(Cause.CANCELLED, view.cause());
            assertFalse(WorkerProcess.isAlive(pid));
            assertNotEquals(Long.toString(pid), result(site.submit("serve")));
        }
    }

    @Test
    void nothingIsLeftOfAWorkerThatIsKilled() throws Exception {
        try (var worker = site.worker(Map.of())) {
            long idle = Long.parseLong(result(site.submit("serve")));
            site.submit("serve", "hang");
            site.submit("serve");
            long busy = WorkerProcess.awaitPid(folder.resolve("hang"));
            worker.kill();
            WorkerProcess.await("left", () -> !WorkerProcess.isAlive(idle) && !WorkerProcess.isAlive(busy));
        }
    }

    @Test
    void stopHandsATaskBack() throws Exception {
        var worker = site.worker(Map.of());
        var id = site.submit("serve", "hang");
        long pid = WorkerProcess.awaitPid(folder.resolve("hang"));
        worker.close();
        assertEquals(TaskState.PENDING, site.view(id).state());
        assertFalse(WorkerProcess.isAlive(pid));
    }

    private String result(String id) {
        TaskView view = site.await(id, seen -> seen.state().isFinal());
        assertEquals(TaskState.SUCCEEDED, view.state(), () -> String.valueOf(view.error()));
        return Objects.requireNonNull(view.result());
    }
}
