package io.kingtask.worker.execute;

import io.kingtask.client.Cause;
import io.kingtask.store.ClaimedTask;
import io.kingtask.worker.cell.Cell;
import io.kingtask.worker.cell.CellException;
import io.kingtask.worker.config.WorkerConfig;
import io.kingtask.worker.control.ControlWatch;
import io.kingtask.worker.control.ControlWords;
import io.kingtask.worker.folder.WorkFolders;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.output.LiveOutput;
import io.kingtask.worker.output.RunOutputs;
import io.kingtask.worker.process.LaunchException;
import io.kingtask.worker.process.Launcher;
import io.kingtask.worker.warm.Conversation;
import io.kingtask.worker.warm.Program;
import io.kingtask.worker.warm.WarmRuns;
import io.kingtask.worker.warm.WarmStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one task from its executable's name to a result. Safe for many threads; a call lasts as long as the program. */
public final class TaskRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

    private final WorkerConfig config;
    private final World world;
    private final Reports reports;
    private final Clock clock;
    private final Executables executables;
    private final ColdRuns cold;
    private final WarmRuns warm;

    /**
     * Where programs are started.
     *
     * @param cell the same that the folders were made for
     * @param threads makes one, for executables that serve many tasks
     */
    public record World(Launcher launcher, Cell cell, WorkFolders folders, ThreadFactory threads) {}

    /**
     * What is told of a program while it runs.
     *
     * @param control its progress
     * @param output what it writes
     */
    public record Reports(ControlWatch control, LiveOutput output) {}

    public TaskRunner(WorkerConfig config, World world, Reports reports, Clock clock) {
        this.config = config;
        this.world = world;
        this.reports = reports;
        this.clock = clock;
        this.executables = executables(config.binPath());
        var environment = new TaskEnvironment(world.cell().environment(System.getenv()), config.env());
        this.cold = new ColdRuns(world, reports, clock, environment, config.maxOutput());
        var start = new WarmStart(world.launcher(), world.cell(), world.folders(), clock, environment.ofEveryProgram());
        this.warm = new WarmRuns(config, start, world.threads());
    }

    private TaskRunner(TaskRunner other, Path binPath) {
        config = other.config;
        world = other.world;
        reports = other.reports;
        clock = other.clock;
        cold = other.cold;
        warm = other.warm;
        executables = executables(binPath);
    }

    private Executables executables(Path binPath) {
        return new Executables(world.launcher().files(), binPath, config.pins(), clock);
    }

    /** The same with the executables of another folder; only this one is to be closed. */
    public TaskRunner of(Path binPath) {
        return new TaskRunner(this, binPath);
    }

    /** As {@link Executables#readAhead}. */
    public void readAhead(long mostBytes, BooleanSupplier goOn) {
        executables.readAhead(mostBytes, goOn);
    }

    public RunEnd run(ClaimedTask task, LeasedRun lease) {
        var limit = limit(task);
        var rule = task.failureRule() == null ? config.failureRule() : task.failureRule();
        var verdict = new Verdict(
                task,
                rule,
                new Verdict.Bounds(limit, config.confinement().limits()),
                config.resultKeepTime().orElse(null));
        var due = lease.due();
        if (due != null) {
            return beforeStart(due, verdict);
        }
        var file = executables.find(task);
        if (file instanceof ExecutableFile.Missing) {
            return new RunEnd.Missing();
        }
        if (file instanceof ExecutableFile.Refused refused) {
            return new RunEnd.Result(verdict.notStarted(Cause.NOT_EXECUTABLE, refused.why()));
        }
        var trace = Trace.of(task);
        trace.ifPresent(one -> LOG.info(
                "Attempt {} of task {} runs as span {} of trace {}.",
                task.attempt(),
                task.id(),
                one.spanId(),
                one.traceId()));
        var found = (ExecutableFile.Found) file;
        var program = new Program(found.path(), found.identity());
        var ending = new Ending(task, lease, verdict, Instant.now(), found.sha256());
        var declaration = warm.find(program);
        executables.serves(task.executable(), declaration.isPresent());
        return declaration
                .map(declared -> new WarmRuns.Wanted(program, declared, limit, trace.map(Trace::traceparent)))
                .map(wanted -> guarded(ending, () -> serve(ending, wanted)))
                .orElseGet(() -> guarded(ending, () -> cold.run(ending, found, limit)));
    }

    private static RunEnd beforeStart(EndReason due, Verdict verdict) {
        return switch (due) {
            case CANCELLED -> new RunEnd.Result(verdict.cancelledBeforeStart());
            case STOPPED -> new RunEnd.GivenBack();
            // There is no limit before the start, so no timeout either.
            case TIMEOUT, NOT_OWNER, LOST_LEASE -> new RunEnd.Lost();
        };
    }

    private interface Attempt {
        RunEnd make() throws LaunchException, IOException;
    }

    private static RunEnd guarded(Ending ending, Attempt attempt) {
        try {
            return attempt.make();
        } catch (LaunchException | CellException e) {
            return ending.notStarted(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.warn(
                    "Could not prepare the working folder of task {}: {}. The attempt counts as failed.",
                    ending.task().id(),
                    e.toString());
            return ending.notStarted("could not start: its working folder could not be made: " + e);
        }
    }

    private RunEnd serve(Ending ending, WarmRuns.Wanted wanted) throws LaunchException, IOException {
        var run = ending.task().run();
        var outputs = new RunOutputs(config.maxOutput());
        var words = new ControlWords(run);
        var notes =
                new Conversation.Notes(outputs, words, () -> reports.control().add(words));
        reports.output().begin(run, outputs);
        try {
            var ended = warm.run(ending.task(), ending.lease(), wanted, notes);
            return ending.of(ended, words.retryAfter(), world.folders());
        } finally {
            reports.output().end(run);
            reports.control().finish(words);
        }
    }

    /** Ends what was kept for further tasks. No task runs any more. */
    @Override
    public void close() {
        warm.close();
    }

    private Duration limit(ClaimedTask task) {
        var own = task.timeout();
        return own != null && own.compareTo(config.taskRunTime()) < 0 ? own : config.taskRunTime();
    }
}
