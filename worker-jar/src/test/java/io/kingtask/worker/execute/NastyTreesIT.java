package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.worker.WorkerProcess;
import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.process.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that do what they can to leave something behind. Every process of theirs has a file named after its number in {@code pids}. */
class NastyTreesIT {

    private static final int RUNS_AT_ONCE = 4;

    @TempDir
    private Path folder;

    /** Longer than any test, and different from every other number on this machine. */
    private final String seconds = "600." + ProcessHandle.current().pid() + System.nanoTime();

    private Path pids;
    private WorkerCgroup cgroup;
    private Launcher launcher;
    private Bench bench;

    @BeforeEach
    void setUp() throws Exception {
        open(WorkerCgroup.none("not in this test"));
    }

    private void open(WorkerCgroup group) throws IOException {
        cgroup = group;
        launcher = Launcher.best(true, group, Thread::new);
        var site = Files.createDirectory(folder.resolve("site" + System.nanoTime()));
        pids = Files.createDirectory(site.resolve("pids"));
        bench = new Bench(site, launcher, 1 << 20);
        NastyPrograms.write(bench, pids, seconds);
    }

    @AfterEach
    void tearDown() {
        bench.close();
        cgroup.close();
    }

    @Test
    void daemonWithClosedOutputsIsEndedAfterANormalEnd() throws Exception {
        assertTrue(Bench.isOk(bench.run("daemon")));
        assertNoSurvivor(1);
    }

    @Test
    void daemonThatEmptiedItsEnvironmentIsEnded() throws Exception {
        assertTrue(Bench.isOk(bench.run("bare")));
        assertNoSurvivor(1);
    }

    @Test
    void boundedForkBombIsEnded() throws Exception {
        bench.run(limited("bomb"));
        assertNoSurvivor(2);
    }

    @Test
    void orphanOfARunIsLeftAloneWhileTheRunLasts() throws Exception {
        bench.script(
                "parent",
                "#!/bin/sh",
                "(setsid " + bench.bin.resolve("note") + " sh -c 'sleep 0.6; echo kept > out' > /dev/null 2>&1 &) &",
                "while [ ! -s out ]; do sleep 0.02; done",
                "cat out");
        bench.script("quick", "#!/bin/sh", "(setsid sleep 600 > /dev/null 2>&1 &) &", "exit 0");
        var pool = Executors.newFixedThreadPool(2);
        try {
            var parent = pool.submit(() -> bench.run("parent"));
            while (!parent.isDone()) {
                assertTrue(Bench.isOk(bench.run("quick")));
            }
            assertEquals("kept", Bench.stdout(parent.get()));
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void programThatLeavesNothingWaitsForNothing() throws Exception {
        bench.script("ok", "#!/bin/sh", "exit 0");
        bench.run("ok");
        var times = new ArrayList<Long>();
        for (int i = 0; i < 100; i++) {
            long begin = System.nanoTime();
            bench.run("ok");
            times.add((System.nanoTime() - begin) / 1_000);
        }
        Collections.sort(times);
        long each = times.get(50);
        System.out.println("An empty program takes " + each + " us.");
        assertTrue(each < 50_000, each + " us");
    }

    @Test
    void nothingSurvivesTwentyTrees() throws Exception {
        endTrees(20);
    }

    @Test
    @Tag("long")
    void nothingSurvivesTwoHundredTrees() throws Exception {
        endTrees(Integer.getInteger("kingtask.trees", 200));
    }

    @Test
    void nothingSurvivesTwentyTreesInControlGroups() throws Exception {
        openInControlGroups();
        endTrees(20);
    }

    @Test
    @Tag("long")
    void nothingSurvivesTwoHundredTreesInControlGroups() throws Exception {
        openInControlGroups();
        endTrees(Integer.getInteger("kingtask.trees", 200));
    }

    private void openInControlGroups() throws IOException {
        bench.close();
        open(WorkerCgroup.begin(true));
        assumeTrue(cgroup.folder().isPresent(), "Control groups cannot be used: " + cgroup.whyNot());
    }

    private void endTrees(int count) throws Exception {
        var names = List.of("daemon", "bare", "deaf", "holder", "stubborn", "bomb");
        var jobs = new ArrayList<Callable<Object>>();
        for (int i = 0; i < count; i++) {
            var name = names.get(i % names.size());
            jobs.add(() -> bench.run(limited(name)));
        }
        var pool = Executors.newFixedThreadPool(RUNS_AT_ONCE);
        try {
            for (var done : pool.invokeAll(jobs)) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }
        assertNoSurvivor(count);
    }

    private static io.kingtask.store.ClaimedTask limited(String name) {
        return Tasks.withTimeout(Tasks.task(name, List.of()), Duration.ofSeconds(4));
    }

    /** Every tree is over two seconds after the last of the tasks is. */
    private void assertNoSurvivor(int least) throws IOException, InterruptedException {
        Thread.sleep(1_000);
        // As the worker does once a second.
        launcher.tidy();
        Thread.sleep(1_000);
        try (var files = Files.list(pids)) {
            var all = files.map(file -> Long.parseLong(file.getFileName().toString()))
                    .toList();
            assertTrue(all.size() >= least, all.size() + " processes, which is too few");
            assertEquals(List.of(), all.stream().filter(this::isOurs).toList());
            System.out.println("Of " + all.size() + " processes none survives.");
        }
        launcher.tidy();
        assertEquals(List.of(), Bench.zombies());
    }

    /** Numbers of processes come again: only what has the words of these programs in its command line counts. */
    private boolean isOurs(long pid) {
        try {
            var command = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
            return WorkerProcess.isAlive(pid) && (command.contains(seconds) || command.contains(pids.toString()));
        } catch (IOException e) {
            return false;
        }
    }
}
