package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.WorkStore;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.worker.FakeWorkStore;
import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.lease.LeasedRuns;
import io.kingtask.worker.process.Launcher;
import io.kingtask.worker.rehearsal.Rehearsal;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rehearsal runs, and what ends it. */
class RehearsalIT {

    @TempDir
    private Path folder;

    private Bench bench;
    private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    private final LeasedRuns runs = new LeasedRuns();

    @BeforeEach
    void setUp() throws Exception {
        bench = new Bench(folder, Launcher.best(true, WorkerCgroup.none("not in this test"), Thread::new), 1_000);
    }

    @AfterEach
    void tearDown() {
        bench.close();
    }

    @Test
    void rehearsedRunsSucceedUnderAnIdOfTheirOwn() throws Exception {
        try (var rehearsal = rehearsal()) {
            rehearsal.start();
            bench.store.await(() -> bench.store.finished.size() > 2);
        }
        assertTrue(bench.store.finished.stream().allMatch(Bench::isOk));
        assertEquals(
                bench.store.finished.size(),
                bench.store.finished.stream().map(Finish::run).distinct().count());
    }

    @Test
    void taskGoesBefore() throws Exception {
        bench.store.holdTurns(true);
        try (var rehearsal = rehearsal()) {
            rehearsal.start();
            bench.store.await(() -> bench.store.turnsBegun == 1);
            runs.add(new LeasedRun(new WorkStore.Run("task", 1), bench.time, bench.time.now()));
            bench.store.holdTurns(false);
            threads.take().join();
        }
        assertEquals(1, bench.store.finished.size());
    }

    @Test
    void storeThatDoesNotAnswerIsAskedOnce() throws Exception {
        bench.store.switchOff(true);
        try (var rehearsal = rehearsal()) {
            rehearsal.start();
            threads.take().join();
        }
        assertEquals(1, bench.store.callsWhileOff);
    }

    private Rehearsal rehearsal() {
        return new Rehearsal(bench.store, FakeWorkStore.WORKER, bench.runner, runs, bench.time, work -> {
            var thread = new Thread(work);
            threads.add(thread);
            return thread;
        });
    }
}
