package io.kingtask.worker.watchdog;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.worker.Site;
import io.kingtask.worker.WorkerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No program outlives its worker, whatever becomes of that; with real processes. */
class WatchdogIT {

    private static final Duration SOON = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void setUp() throws Exception {
        site = new Site(folder);
        site.script("long", "echo $$ > \"$1\"", "exec sleep 600");
        site.script(
                "nasty",
                "(setsid sh -c 'trap \"\" TERM; echo $$ > \"'$1'.daemon\"; exec sleep 600' >/dev/null 2>&1 &) &",
                "(env -i setsid sh -c 'echo $$ > \"'$1'.bare\"; exec sleep 600' >/dev/null 2>&1 &) &",
                "env -i sh -c 'echo $$ > \"'$1'.child\"; exec sleep 600' &",
                "while [ ! -s $1.daemon ] || [ ! -s $1.bare ] || [ ! -s $1.child ]; do sleep 0.02; done",
                "trap '' TERM",
                "sleep 1",
                "echo $$ > \"$1\"",
                "while :; do sleep 1; done");
    }

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void programsEndWhenTheirWorkerIsKilled() throws Exception {
        try (var worker = site.worker(Map.of("KINGTASK_LEASE", "10"))) {
            site.submit("long", folder.resolve("first").toString());
            site.submit("long", folder.resolve("second").toString());
            long first = WorkerProcess.awaitPid(folder.resolve("first"));
            long second = WorkerProcess.awaitPid(folder.resolve("second"));
            worker.kill();
            WorkerProcess.assertGoneWithin(SOON, first, second);
        }
    }

    @Test
    void programsThatHideEndToo() throws Exception {
        try (var worker = site.worker(Map.of())) {
            site.submit("nasty", folder.resolve("n").toString());
            var pids = new long[4];
            pids[0] = WorkerProcess.awaitPid(folder.resolve("n"));
            pids[1] = WorkerProcess.awaitPid(folder.resolve("n.daemon"));
            pids[2] = WorkerProcess.awaitPid(folder.resolve("n.bare"));
            pids[3] = WorkerProcess.awaitPid(folder.resolve("n.child"));
            for (long pid : pids) {
                assertTrue(WorkerProcess.isAlive(pid));
            }
            worker.kill();
            WorkerProcess.assertGoneWithin(SOON, pids);
        }
    }

    @Test
    void watchdogThatWasKilledIsReplaced() throws Exception {
        try (var worker = site.worker(Map.of())) {
            long watchdog = awaitWatchdog(worker);
            ProcessHandle.of(watchdog).orElseThrow().destroyForcibly();
            worker.awaitLog("takes its place");
            site.submit("long", folder.resolve("pid").toString());
            long program = WorkerProcess.awaitPid(folder.resolve("pid"));
            worker.kill();
            WorkerProcess.assertGoneWithin(SOON, program);
        }
    }

    @Test
    void watchdogHoldsNothingOfTheWorkersAndIgnoresTheSignalsOfItsTerminal() throws Exception {
        try (var worker = site.worker(Map.of())) {
            var watchdog = Path.of("/proc", Long.toString(awaitWatchdog(worker)));
            // What it opens for a look of its own is soon closed; what it had from the worker would stay.
            WorkerProcess.await("the watchdog holds what is not its own", () -> heldBy(watchdog).stream()
                    .allMatch(WatchdogIT::isItsOwn));
            for (var signal : new String[] {"INT", "TERM", "HUP"}) {
                new ProcessBuilder("kill", "-" + signal, watchdog.getFileName().toString())
                        .start()
                        .waitFor();
            }
            site.submit("long", folder.resolve("pid").toString());
            long program = WorkerProcess.awaitPid(folder.resolve("pid"));
            assertTrue(Files.exists(watchdog));
            worker.kill();
            // The log's end is seen only when nobody holds it any more.
            assertTrue(worker.process().waitFor(2, TimeUnit.SECONDS));
            WorkerProcess.assertGoneWithin(
                    SOON, program, Long.parseLong(watchdog.getFileName().toString()));
        }
    }

    private static List<String> heldBy(Path process) {
        var held = new ArrayList<String>();
        try (var descriptors = Files.list(process.resolve("fd"))) {
            for (var descriptor : descriptors.toList()) {
                held.add(Files.readSymbolicLink(descriptor).toString());
            }
        } catch (NoSuchFileException e) {
            held.add("something that was closed meanwhile");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return held;
    }

    private static boolean isItsOwn(String file) {
        return file.equals("/dev/null") || file.endsWith("/watchdog");
    }

    @Test
    void watchdogEndsWithAGracefulStop() throws Exception {
        var worker = site.worker(Map.of());
        long watchdog = awaitWatchdog(worker);
        worker.close();
        WorkerProcess.assertGoneWithin(SOON, watchdog);
        try (var left = Files.list(folder.resolve("tmp"))) {
            assertNull(left.findAny().orElse(null));
        }
    }

    /** Its number; it has read the beginning of its script. */
    private static long awaitWatchdog(WorkerProcess worker) {
        long pid = worker.awaitWatchdog();
        WorkerProcess.await("the watchdog ignores no signals", () -> ignoresTermination(pid));
        return pid;
    }

    private static boolean ignoresTermination(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(line.substring(8).strip(), 16) >> 14 & 1) == 1);
        } catch (IOException e) {
            return false;
        }
    }
}
