package io.kingtask.worker.rehearsal;

import io.kingtask.store.ClaimedTask;
import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.WorkStore;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Outcome;
import io.kingtask.store.WorkStore.Run;
import io.kingtask.worker.execute.RunEnd;
import io.kingtask.worker.execute.TaskRunner;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.lease.LeaseTime;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.lease.LeasedRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the system's {@code true} time and again after a start, so that Java has loaded and compiled what a run passes through when the first
 * task comes; then reads the executables' digests. Each run is handed in under an id that no task can have: the store refuses it and
 * changes nothing. It ends at once when the worker has something to do, and when a run does not succeed; without a store it goes on.
 * Nothing depends on it.
 */
public final class Rehearsal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private static final String ID = "rehearsal";

    /** Java compiles most of what was called 200 times. */
    private static final int MOST_RUNS = 400;

    private static final long LONGEST = Duration.ofSeconds(2).toNanos();

    /** Of executables: what can be read for their digests within half a second. */
    private static final long MOST_BYTES = 32 << 20;

    private final WorkStore store;
    private final WorkStore.Worker worker;
    private final TaskRunner runner;
    private final LeasedRuns runs;
    private final LeaseTime time;
    private final ThreadFactory threads;
    private boolean storeAnswers = true;
    private @Nullable Thread thread;
    private volatile @Nullable LeasedRun underWay;
    private volatile boolean closed;

    /**
     * @param runner the worker's own
     * @param runs what the worker does, which goes before
     */
    public Rehearsal(
            WorkStore store,
            WorkStore.Worker worker,
            TaskRunner runner,
            LeasedRuns runs,
            LeaseTime time,
            ThreadFactory threads) {
        this.store = store;
        this.worker = worker;
        this.runner = runner;
        this.runs = runs;
        this.time = time;
        this.threads = threads;
    }

    public void start() {
        var started = threads.newThread(this::rehearse);
        started.setName("kingtask-rehearsal");
        started.start();
        thread = started;
    }

    private void rehearse() {
        try {
            int count = folderOfTrue().map(this::rehearse).orElse(0);
            runner.readAhead(MOST_BYTES, this::isWanted);
            LOG.debug("Rehearsed {} runs.", count);
        } catch (RuntimeException | Error e) {
            LOG.debug("The rehearsal ended early.", e);
        }
    }

    private static Optional<Path> folderOfTrue() {
        return Stream.of(Path.of("/usr/bin"), Path.of("/bin"))
                .filter(folder -> Files.isExecutable(folder.resolve("true")))
                .findFirst();
    }

    private boolean isWanted() {
        return !closed && runs.isEmpty();
    }

    private int rehearse(Path folder) {
        var rehearsed = runner.of(folder);
        long began = System.nanoTime();
        int count = 0;
        while (count < MOST_RUNS && isWanted() && System.nanoTime() - began < LONGEST) {
            count++;
            var run = new LeasedRun(new Run(ID, count), time, time.now());
            underWay = run;
            var end = rehearsed.run(task(run.run()), run);
            if (!(end instanceof RunEnd.Result result) || result.finish().outcome() != Outcome.SUCCEEDED) {
                return count;
            }
            handIn(result.finish());
        }
        return count;
    }

    /** A store that did not answer once is not asked again. */
    private void handIn(Finish finish) {
        try {
            if (storeAnswers) {
                if (finish.run().fence() == 1) {
                    // Once: a worker renews every few seconds, so that is to be loaded, and need not be compiled.
                    store.renew(worker, List.of(finish.run()));
                }
                store.finish(worker, finish);
            }
        } catch (StoreUnavailableException e) {
            storeAnswers = false;
        }
    }

    private ClaimedTask task(Run run) {
        var queue = worker.queues().get(0);
        return new ClaimedTask(
                run,
                "true",
                List.of("two", "words"),
                queue,
                1,
                List.of(),
                Instant.now(),
                null,
                null,
                Map.of(),
                null,
                null,
                null);
    }

    /** Ends what is under way, and waits for that. */
    @Override
    public void close() {
        closed = true;
        var run = underWay;
        if (run != null) {
            run.end(EndReason.STOPPED);
        }
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
