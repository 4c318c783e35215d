package io.kingtask.worker;

import io.kingtask.store.StoreEvents;
import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.WorkStore;
import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.config.Isolation;
import io.kingtask.worker.config.WorkerConfig;
import io.kingtask.worker.config.WorkerConfigReader;
import io.kingtask.worker.control.ControlWatch;
import io.kingtask.worker.execute.TaskRunner;
import io.kingtask.worker.fetch.ClaimLoop;
import io.kingtask.worker.fetch.RunMeter;
import io.kingtask.worker.fetch.Slots;
import io.kingtask.worker.folder.WorkFolders;
import io.kingtask.worker.heartbeat.Heartbeat;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.lease.LeaseTime;
import io.kingtask.worker.lease.LeasedRuns;
import io.kingtask.worker.lease.Renewal;
import io.kingtask.worker.loop.Rounds;
import io.kingtask.worker.loop.StoreWatch;
import io.kingtask.worker.name.Succession;
import io.kingtask.worker.name.WorkerName;
import io.kingtask.worker.output.LiveOutput;
import io.kingtask.worker.process.Launcher;
import io.kingtask.worker.rehearsal.Rehearsal;
import io.kingtask.worker.watchdog.Watchdog;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker, in a process of its own or inside a server: started once, stopped once. A store that does not answer at the start is waited
 * for. When the process dies without {@link #stop}, its tasks run elsewhere when their leases are over.
 */
public final class Worker {

    /**
     * What a worker is given.
     *
     * @param store where tasks come from
     * @param events subscribes a listener to news for the worker of a name
     * @param threads makes its threads: one for each slot, and eight; where posix_spawn cannot be used, two more for each program
     * @param ownProcess whether the process has nothing else to do: then it enters a control group, adopts its programs' orphans, and
     *     rehearses on one more thread
     */
    public record Surroundings(
            WorkStore store,
            BiFunction<String, StoreEvents.Listener, StoreEvents> events,
            Clock clock,
            ThreadFactory threads,
            boolean ownProcess) {}

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);
    private static final Duration LOOK_FOR_ORPHANS = Duration.ofSeconds(1);

    private final WorkerConfig config;
    private final Surroundings given;
    private final WorkerName name;
    private final WorkStore.Worker self;
    private final LeasedRuns runs = new LeasedRuns();
    private final WorkFolders folders;
    private final ControlWatch controlWatch;
    private final LiveOutput liveOutput;
    private final Heartbeat heartbeat;
    private final Rounds heartbeats;
    private final Rounds renewals;
    private final WorkerCgroup cgroup;
    private final Launcher launcher;
    private final Rounds orphans;
    private final Watchdog watchdog;
    private final TaskRunner runner;
    private final ClaimLoop claimLoop;
    private final Rehearsal rehearsal;
    private final StoreEvents events;

    private Worker(WorkerConfig config, Surroundings given, WorkerName name, Rooms rooms, String incarnation) {
        this.name = name;
        this.self = new WorkStore.Worker(
                name.text(),
                WorkerConfigReader.hostName(),
                ProcessHandle.current().pid(),
                incarnation,
                config.queues().names(),
                config.concurrency(),
                config.lease());
        this.config = config;
        this.given = given;
        this.folders = rooms.folders();
        var store = given.store();
        var watch = new StoreWatch(config.redis().toString());
        var time = new LeaseTime(config.lease(), config.killGrace(), System::nanoTime);
        controlWatch = new ControlWatch(store, self, watch, given.threads());
        liveOutput = new LiveOutput(store, self, watch, given.threads());
        heartbeat = new Heartbeat(store, self, runs, watch, config.binPath(), this::follow);
        heartbeats = new Rounds("heartbeat", given.threads(), heartbeat);
        renewals = new Rounds("renewal", given.threads(), new Renewal(store, self, runs, time, watch));
        cgroup = WorkerCgroup.begin(given.ownProcess());
        launcher = Launcher.best(given.ownProcess(), cgroup, given.threads());
        orphans = new Rounds("orphans", given.threads(), () -> {
            launcher.tidy();
            return LOOK_FOR_ORPHANS;
        });
        watchdog = new Watchdog(folders.root(), launcher, time, runs, given.threads());
        var reports = new TaskRunner.Reports(controlWatch, liveOutput);
        var world = new TaskRunner.World(launcher, rooms.cell(), folders, given.threads());
        runner = new TaskRunner(config, world, reports, given.clock());
        var plan = new Slots.Plan(config.concurrency(), config.period(), config.queues());
        claimLoop = new ClaimLoop(
                store, self, plan, new ClaimLoop.Parts(runner, runs, time, watch, new Succession(store, self, name)));
        rehearsal = new Rehearsal(store, self, runner, runs, time, given.threads());
        events = given.events().apply(self.name(), new News(runs, liveOutput, heartbeats, renewals));
    }

    /** @throws IOException when it cannot make its folder in the temporary folder, its name is another's, or programs cannot be confined */
    public static Worker start(WorkerConfig config, Surroundings given) throws IOException {
        var incarnation = Long.toUnsignedString(new SecureRandom().nextLong());
        var name = WorkerName.take(config, given.ownProcess());
        try {
            var worker = new Worker(config, given, name, Rooms.open(config, incarnation), incarnation);
            worker.startThreads();
            return worker;
        } catch (IOException e) {
            name.close();
            throw e;
        }
    }

    public String name() {
        return self.name();
    }

    public int slots() {
        return self.slots();
    }

    /** How many of the slots have a run on lease. */
    public int busySlots() {
        return runs.all().size();
    }

    /** Has each run measured from now on. */
    public void onRunEnd(RunMeter meter) {
        claimLoop.onRunEnd(meter);
    }

    private void startThreads() {
        watchdog.start();
        orphans.start();
        heartbeats.start();
        renewals.start();
        controlWatch.start();
        liveOutput.start();
        claimLoop.start(given.threads());
        if (given.ownProcess() && config.confinement().isolation() == Isolation.NONE) {
            rehearsal.start();
        }
        LOG.info(
                "Worker {} started: {} slots, queues {}, executables in {}.",
                self.name(),
                self.slots(),
                self.queues(),
                config.binPath());
    }

    private void follow(WorkStore.Wish wish) {
        switch (wish) {
            case WORK -> claimLoop.resume();
            case DRAIN -> claimLoop.drain();
        }
    }

    /**
     * Stops in order: takes nothing new, waits {@code shutdown_grace} for what runs, ends what still runs and hands it back, takes the
     * registration away. Returns when all that is done, or when the store could not be told.
     */
    public void stop() {
        LOG.info(
                "Worker {} stops: it takes no new task and waits up to {} s for {} that run.",
                self.name(),
                config.shutdownGrace().toSeconds(),
                runs.all().size());
        try {
            heartbeat.drain();
            heartbeats.ring();
            rehearsal.close();
            claimLoop.stop();
            if (!runs.awaitNone(config.shutdownGrace())) {
                LOG.info(
                        "{} tasks still run; they are ended and handed back.",
                        runs.all().size());
                runs.endAll(EndReason.STOPPED);
                if (!runs.awaitNone(config.killGrace().plus(AFTER_KILL))) {
                    LOG.warn(
                            "{} tasks could not be handed back; they run again when their leases are over.",
                            runs.all().size());
                }
            }
            claimLoop.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            endThreads();
        }
        LOG.info("Worker {} has stopped.", self.name());
    }

    private void endThreads() {
        heartbeats.close();
        renewals.close();
        controlWatch.close();
        liveOutput.close();
        events.close();
        try {
            given.store().unregister(self);
        } catch (StoreUnavailableException e) {
            LOG.warn("Could not take the registration away ({}). It runs out by itself.", e.getMessage());
        }
        runner.close();
        orphans.close();
        cgroup.close();
        watchdog.close();
        launcher.close();
        folders.close();
        name.close();
    }
}
