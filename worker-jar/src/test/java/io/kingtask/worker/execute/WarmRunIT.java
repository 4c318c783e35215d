package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.store.WorkStore.Outcome;
import io.kingtask.worker.WorkerProcess;
import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.process.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Executables that serve many tasks, with real processes, by each launcher. */
class WarmRunIT {

    private static final WorkerCgroup NO_CGROUP = WorkerCgroup.none("not in this test");

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @AfterEach
    void tearDown() {
        bench.close();
    }

    static Stream<Arguments> launchers() {
        return Stream.of(
                Arguments.argumentSet("native", Launcher.best(false, NO_CGROUP, Thread::new)),
                Arguments.argumentSet("plain", Launcher.withoutNativeCode(NO_CGROUP, Thread::new)));
    }

    private void open(Launcher launcher) throws Exception {
        bench = new Bench(folder, launcher, 4096);
        WarmPrograms.write(bench, folder);
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void oneProcessServesManyTasksHoweverItIsDeclared(Launcher launcher) throws Exception {
        open(launcher);
        for (var name : List.of("marked", "declared")) {
            var pid = Bench.stdout(bench.run(name, "pid"));
            for (int i = 0; i < 50; i++) {
                assertEquals(pid, Bench.stdout(bench.run(name, "pid")));
            }
        }
        assertEquals("cold", Bench.stdout(bench.run("cold", "pid")));
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void whatATaskIsArrivesInOneLine(Launcher launcher) throws Exception {
        open(launcher);
        var args = List.of("line", "", "a\nb\"\\ \t\u0001", "任务 🦊", "x".repeat(100_000));
        var task = Tasks.withStdin(Tasks.withEnv(Tasks.task("marked", args), Map.of("OWN", "é\nb"), ""), "in\n");
        assertTrue(Bench.isOk(bench.run(task)));
        var line = Files.readString(folder.resolve("line"));
        assertTrue(
                line.startsWith("{\"id\":\"" + task.id() + "\",\"executable\":\"marked\",\"args\":[\"line\",\"\","),
                line);
        assertTrue(line.contains("\"a\\nb\\\"\\\\ \\t\\u0001\",\"任务 🦊\",\"xxx"), line);
        assertTrue(line.contains("\"stdin\":\"in\\n\",\"attempt\":1,\"queue\":\"default\",\"deadline\":"), line);
        assertTrue(line.contains("\"fence\":7,\"env\":{\"OWN\":\"é\\nb\"}"), line);
        assertEquals("žluťoučký\nkůň", Bench.stdout(bench.run("marked", "unicode")));
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void answersAreJudgedAsThoseOfAnyProgram(Launcher launcher) throws Exception {
        open(launcher);
        var complaint = bench.run("marked", "complain");
        assertEquals(Cause.STDERR, complaint.cause());
        assertEquals("by itself\nin the answer", Bench.error(complaint));
        assertEquals(Duration.ofSeconds(5), complaint.retryAfter());
        var later = bench.run("marked", "later");
        assertEquals(75, later.exitCode());
        assertEquals(Duration.ofSeconds(30), later.retryAfter());
        bench.store.await(() -> !bench.store.progress.isEmpty());
        assertEquals("0.5 half", bench.store.progress.get(0));
        var hopeless = bench.run("marked", "status 64");
        assertEquals(Cause.EXIT_CODE, hopeless.cause());
        assertNull(hopeless.retryAfter());
        var much = Bench.stdout(bench.run("marked", "much"));
        assertTrue(much.contains("bytes dropped"), much);
        assertEquals(4096, much.replaceAll("\n….*…\n", "").length());
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void processThatEndsIsReplaced(Launcher launcher) throws Exception {
        open(launcher);
        var first = Bench.stdout(bench.run("marked", "pid"));
        var crash = bench.run("marked", "crash");
        assertEquals(Cause.SIGNAL, crash.cause());
        assertEquals(9, crash.signal());
        assertEquals("oops\n", Bench.error(crash));
        var exit = bench.run("marked", "exit 3");
        assertEquals(Cause.EXIT_CODE, exit.cause());
        assertEquals(3, exit.exitCode());
        var silent = bench.run("marked", "exit 0");
        assertEquals(Cause.LAUNCH_ERROR, silent.cause());
        assertEquals("marked ended with exit status 0 before it had answered\noops\n", Bench.error(silent));
        var second = Bench.stdout(bench.run("marked", "pid"));
        assertNotEquals(first, second);
        // Between two tasks.
        new ProcessBuilder("kill", "-9", second).start().waitFor();
        WorkerProcess.await("still there", () -> !WorkerProcess.isAlive(Long.parseLong(second)));
        assertNotEquals(second, Bench.stdout(bench.run("marked", "pid")));
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void garbageIsNamedAndItsWriterReplaced(Launcher launcher) throws Exception {
        open(launcher);
        var pid = Bench.stdout(bench.run("marked", "pid"));
        var garbage = bench.run("marked", "garbage");
        assertEquals(Cause.LAUNCH_ERROR, garbage.cause());
        assertEquals(
                "marked was ended, because what it wrote to its standard output is no answer: it is no JSON object:"
                        + " nonsense",
                Bench.error(garbage));
        assertTrue(Bench.error(bench.run("marked", "stranger")).contains("its id is not that of the task"));
        assertTrue(Bench.error(bench.run("marked", "endless")).contains("a line is longer than 98304 bytes"));
        assertTrue(Bench.isOk(bench.run("marked", "twice")));
        assertNotEquals(pid, Bench.stdout(bench.run("marked", "pid")));
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void timeoutAndCancellationEndTheWholeTree(Launcher launcher) throws Exception {
        open(launcher);
        assertTrue(Bench.isOk(bench.run("marked", "pid")));
        var hang = Tasks.withTimeout(Tasks.task("marked", List.of("hang")), Duration.ofSeconds(4));
        var timeout = bench.run(hang);
        assertEquals(Cause.TIMEOUT, timeout.cause());
        Bench.assertGone(folder.resolve("hang"));
        Bench.assertGone(folder.resolve("child"));
        Files.delete(folder.resolve("child"));

        var task = Tasks.task("marked", List.of("hang"));
        var lease = bench.lease(task);
        var canceller = new Thread(() -> {
            WorkerProcess.await("no child", () -> Files.exists(folder.resolve("child")));
            lease.end(EndReason.CANCELLED);
        });
        canceller.start();
        var end = assertInstanceOf(RunEnd.Result.class, bench.end(task, lease));
        canceller.join();
        assertEquals(Outcome.CANCELLED, end.finish().outcome());
        Bench.assertGone(folder.resolve("child"));
        assertTrue(Bench.isOk(bench.run("marked", "pid")));
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void processIsReplacedAfterItsTasksOrItsTimeOrWhenItsFileChanges(Launcher launcher) throws Exception {
        open(launcher);
        var first = Bench.stdout(bench.run("thrice", "pid"));
        assertEquals(first, Bench.stdout(bench.run("thrice", "pid")));
        assertEquals(first, Bench.stdout(bench.run("thrice", "pid")));
        assertNotEquals(first, Bench.stdout(bench.run("thrice", "pid")));
        var brief = Bench.stdout(bench.run("brief", "pid"));
        WorkerProcess.await("not replaced", () -> !brief.equals(Bench.stdout(bench.run("brief", "pid"))));
        var old = Bench.stdout(bench.run("marked", "pid"));
        WarmPrograms.write(bench, folder);
        WorkerProcess.await("not replaced", () -> !old.equals(Bench.stdout(bench.run("marked", "pid"))));
        for (var pid : List.of(first, brief, old)) {
            WorkerProcess.await("still there", () -> !WorkerProcess.isAlive(Long.parseLong(pid)));
        }
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void workingFolderIsEmptyForEachTask(Launcher launcher) throws Exception {
        open(launcher);
        for (int i = 0; i < 5; i++) {
            assertEquals("0", Bench.stdout(bench.run("marked", "litter")));
        }
    }

    @ParameterizedTest
    @MethodSource("launchers")
    void nothingIsLeftAtTheEnd(Launcher launcher) throws Exception {
        open(launcher);
        var pid = Bench.stdout(bench.run("marked", "pid"));
        var stubborn = Bench.stdout(bench.run("stubborn", "pid"));
        bench.close();
        assertFalse(WorkerProcess.isAlive(Long.parseLong(pid)));
        assertFalse(WorkerProcess.isAlive(Long.parseLong(stubborn)));
        try (var left = Files.list(bench.temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
