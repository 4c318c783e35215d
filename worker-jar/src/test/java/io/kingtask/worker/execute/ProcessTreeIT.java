package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.store.ClaimedTask;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.worker.WorkerProcess;
import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.process.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of process trees: nothing of a run may survive it. */
class ProcessTreeIT {

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
    void timeoutEndsTheProgramAtItsLimit() throws Exception {
        bench.script("slow", "#!/bin/sh", "echo part; sleep 600");
        long start = System.nanoTime();
        var finish = bench.run(Tasks.withTimeout(Tasks.task("slow", List.of()), Duration.ofSeconds(4)));
        long took = (System.nanoTime() - start) / 1_000_000;
        assertEquals(Cause.TIMEOUT, finish.cause());
        assertEquals("part", Bench.stdout(finish));
        assertEquals("ran longer than 4 s and was ended", Bench.error(finish));
        assertTrue(took >= 4_000 && took < 9_000, "took " + took + " ms");
    }

    @Test
    void childThatIgnoresTheRequestIsKilled() throws Exception {
        bench.script(
                "stubborn",
                "#!/bin/sh",
                "sh -c 'trap \"\" TERM; echo $$ > " + folder + "/child; while :; do sleep 0.1; done' &",
                "trap '' TERM",
                "while [ ! -s " + folder + "/child ]; do sleep 0.02; done",
                "echo deaf > " + folder + "/ready",
                "while :; do sleep 0.1; done");
        var task = Tasks.task("stubborn", List.of());
        var finish = cancelledWhenReady(task, bench.lease(task));
        assertEquals(9, finish.signal());
        Bench.assertGone(folder.resolve("child"));
    }

    @Test
    void programThatObeysEndsWithItsOwnStatus() throws Exception {
        bench.script(
                "polite",
                "#!/bin/sh",
                "trap 'echo bye; exit 3' TERM",
                "echo listening > " + folder + "/ready",
                "while :; do sleep 0.05; done");
        var task = Tasks.task("polite", List.of());
        var finish = cancelledWhenReady(task, bench.politeLease(task));
        assertEquals(3, finish.exitCode());
        assertEquals("bye", Bench.stdout(finish));
    }

    @Test
    void childThatOutlivesTheLeaderIsEnded() throws Exception {
        bench.script("parent", "#!/bin/sh", "sleep 600 > /dev/null 2>&1 & echo $! > " + folder + "/child; echo done");
        var finish = bench.run("parent");
        assertTrue(Bench.isOk(finish));
        assertEquals("done", Bench.stdout(finish));
        Bench.assertGone(folder.resolve("child"));
    }

    @Test
    void heldOpenPipesDoNotHang() throws Exception {
        bench.script("holder", "#!/bin/sh", "sleep 600 & echo $! > " + folder + "/child; echo done");
        long start = System.nanoTime();
        var finish = bench.run("holder");
        assertEquals("done", Bench.stdout(finish));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
        Bench.assertGone(folder.resolve("child"));
    }

    @Test
    void grandchildThatLeftTheSessionIsEnded() throws Exception {
        bench.script(
                "double",
                "#!/bin/sh",
                "(setsid sh -c 'echo $$ > " + folder + "/child; exec sleep 600' &) &",
                "while [ ! -s " + folder + "/child ]; do sleep 0.02; done",
                "echo done");
        var finish = bench.run("double");
        assertEquals("done", Bench.stdout(finish));
        Bench.assertGone(folder.resolve("child"));
    }

    @Test
    void cancellationEndsTheTreeAtOnce() throws Exception {
        bench.script("long", "#!/bin/sh", "sleep 600 & echo $! > " + folder + "/child; wait");
        var task = Tasks.task("long", List.of());
        var lease = bench.lease(task);
        var end = CompletableFuture.supplyAsync(() -> bench.end(task, lease));
        awaitFile("child");
        lease.end(EndReason.CANCELLED);
        var result = assertInstanceOf(RunEnd.Result.class, end.get(5, TimeUnit.SECONDS));
        assertEquals(Cause.CANCELLED, result.finish().cause());
        Bench.assertGone(folder.resolve("child"));
    }

    @Test
    void stopGivesTheTaskBack() throws Exception {
        bench.script("long", "#!/bin/sh", "echo $$ > " + folder + "/child; sleep 600");
        var task = Tasks.task("long", List.of());
        var lease = bench.lease(task);
        var end = CompletableFuture.supplyAsync(() -> bench.end(task, lease));
        awaitFile("child");
        lease.end(EndReason.STOPPED);
        assertInstanceOf(RunEnd.GivenBack.class, end.get(5, TimeUnit.SECONDS));
        Bench.assertGone(folder.resolve("child"));
    }

    @Test
    void manyRunsLeaveNoDescriptorAndNoZombie() throws Exception {
        bench.script("ok", "#!/bin/sh", "echo ok");
        bench.script("bad", "not a script");
        bench.run("ok");
        long before = descriptors();
        for (int i = 0; i < 500; i++) {
            Finish finish = bench.run(i % 10 == 0 ? "bad" : "ok");
            assertEquals(i % 10 != 0, Bench.isOk(finish));
        }
        assertEquals(before, descriptors());
        assertEquals(List.of(), Bench.zombies());
    }

    private static long descriptors() throws IOException {
        try (var entries = Files.list(Path.of("/proc/self/fd"))) {
            return entries.count();
        }
    }

    private Finish cancelledWhenReady(ClaimedTask task, LeasedRun lease) throws Exception {
        var end = CompletableFuture.supplyAsync(() -> bench.end(task, lease));
        awaitFile("ready");
        lease.end(EndReason.CANCELLED);
        var finish = assertInstanceOf(RunEnd.Result.class, end.get(20, TimeUnit.SECONDS))
                .finish();
        assertEquals(Cause.CANCELLED, finish.cause());
        return finish;
    }

    private void awaitFile(String name) {
        var file = folder.resolve(name).toFile();
        WorkerProcess.await("no " + file, () -> file.length() > 0);
    }
}
