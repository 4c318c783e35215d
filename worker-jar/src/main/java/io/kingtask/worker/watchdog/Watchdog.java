package io.kingtask.worker.watchdog;

import io.kingtask.worker.lease.LeaseTime;
import io.kingtask.worker.lease.LeasedRuns;
import io.kingtask.worker.loop.Rounds;
import io.kingtask.worker.process.Launcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a small process beside the worker that ends its programs when the worker dies, or when it is silent until its leases are nearly
 * over, and tells it again and again until when it may be silent. A watchdog that was ended is replaced.
 */
public final class Watchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration LONGEST_BEAT = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(10);
    private static final Duration SOON_AGAIN = Duration.ofSeconds(1);

    private final WatchdogProcess.Plan plan;
    private final LeasedRuns runs;
    private final Duration beat;
    private final Duration idleBeat;
    private final Duration longest;
    private final Deadline deadline;
    private final Rounds rounds;
    private final CountDownLatch firstTry = new CountDownLatch(1);
    private @Nullable Process process;
    private boolean complained;

    /**
     * @param folder the worker's own
     * @param launcher says where programs are to be found
     */
    public Watchdog(Path folder, Launcher launcher, LeaseTime time, LeasedRuns runs, ThreadFactory threads) {
        this.plan = new WatchdogProcess.Plan(
                folder, launcher.adopts(), launcher.cgroup(), time.lease().dividedBy(20));
        this.runs = runs;
        // Two beats and one look of the watchdog's are as long as what is left of a lease when its program must be
        // gone.
        var fortieth = time.lease().dividedBy(40);
        this.beat = fortieth.compareTo(LONGEST_BEAT) < 0 ? fortieth : LONGEST_BEAT;
        this.idleBeat = beat.multipliedBy(4);
        this.longest = time.gone();
        this.deadline = new Deadline(folder.resolve("deadline"));
        this.rounds = new Rounds("watchdog", threads, this::turn);
    }

    /** Starts it, and waits a moment for its process to be there. */
    public void start() {
        rounds.start();
        try {
            if (!firstTry.await(2, TimeUnit.SECONDS)) {
                LOG.warn("The watchdog takes its time to start; the worker goes on.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration turn() {
        try {
            deadline.write(left(), beat.multipliedBy(2));
            return process != null && process.isAlive() ? pause() : startProcess();
        } catch (IOException e) {
            complain(e);
            return AFTER_A_FAILURE;
        } finally {
            firstTry.countDown();
        }
    }

    /** Without runs the deadline is far away, and one that begins before the next beat does not bring it nearer. */
    private Duration pause() {
        return runs.all().isEmpty() ? idleBeat : beat;
    }

    /** Also right for a run that is claimed before the next beat: its lease begins after this moment. */
    private Duration left() {
        return runs.goneWithin().filter(left -> left.compareTo(longest) < 0).orElse(longest);
    }

    /** All of them are started by this one thread, which lives as long as they: so the system lists them as children of nobody else. */
    private Duration startProcess() throws IOException {
        var ended = process;
        process = WatchdogProcess.start(plan);
        if (ended == null) {
            LOG.info("Process {} ends the programs of this worker if it dies or hangs.", process.pid());
            return beat;
        }
        LOG.warn(
                "The watchdog process ended with status {}; process {} takes its place.",
                ended.exitValue(),
                process.pid());
        return SOON_AGAIN;
    }

    private void complain(IOException reason) {
        if (!complained) {
            complained = true;
            LOG.warn(
                    "No watchdog could be started: {}. If this worker is killed with -9 or suspended, its programs go on until a worker"
                            + " starts here again. It is tried again every {} s.",
                    reason.toString(),
                    AFTER_A_FAILURE.toSeconds());
        }
    }

    /** Ends it. No program may run any more. */
    @Override
    public void close() {
        rounds.close();
        if (process != null) {
            process.destroyForcibly();
        }
        deadline.close();
    }
}
