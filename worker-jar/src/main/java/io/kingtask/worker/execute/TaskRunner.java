package io.kingtask.worker.execute;

import io.kingtask.client.Cause;
import io.kingtask.store.ClaimedTask;
import io.kingtask.worker.cell.Cell;
import io.kingtask.worker.cell.CellException;
import io.kingtask.worker.config.WorkerConfig;
import io.kingtask.worker.control.ControlFile;
import io.kingtask.worker.control.ControlWatch;
import io.kingtask.worker.folder.WorkFolders;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.output.LiveOutput;
import io.kingtask.worker.output.RunOutputs;
import io.kingtask.worker.process.Ended;
import io.kingtask.worker.process.Launch;
import io.kingtask.worker.process.LaunchException;
import io.kingtask.worker.process.Launcher;
import io.kingtask.worker.process.TreeMarker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one task from its executable's name to a result. Safe for many threads; a call lasts as long as the program. */
public final class TaskRunner {

    private static final Logger LOG = LoggerFactory.getLogger(TaskRunner.class);

    private static final int SIGKILL = 9;

    private final WorkerConfig config;
    private final Launcher launcher;
    private final Cell cell;
    private final WorkFolders folders;
    private final Reports reports;
    private final Clock clock;
    private final TaskEnvironment environment;
    private final Executables executables;

    /**
     * What is told of a program while it runs.
     *
     * @param control its progress
     * @param output what it writes
     */
    public record Reports(ControlWatch control, LiveOutput output) {}

    /** @param cell where programs run; the same that the folders were made for */
    public TaskRunner(
            WorkerConfig config, Launcher launcher, Cell cell, WorkFolders folders, Reports reports, Clock clock) {
        this.cell = cell;
        this.config = config;
        this.launcher = launcher;
        this.folders = folders;
        this.reports = reports;
        this.clock = clock;
        this.executables = new Executables(config.binPath(), config.pins(), clock);
        this.environment = new TaskEnvironment(cell.environment(System.getenv()), config.env());
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
        lease.limit(limit);
        Trace.of(task)
                .ifPresent(trace -> LOG.info(
                        "Attempt {} of task {} runs as span {} of trace {}.",
                        task.attempt(),
                        task.id(),
                        trace.spanId(),
                        trace.traceId()));
        return start(task, lease, (ExecutableFile.Found) file, limit, verdict);
    }

    private static RunEnd beforeStart(EndReason due, Verdict verdict) {
        return switch (due) {
            case CANCELLED -> new RunEnd.Result(verdict.cancelledBeforeStart());
            case STOPPED -> new RunEnd.GivenBack();
            // There is no limit before the start, so no timeout either.
            case TIMEOUT, NOT_OWNER, LOST_LEASE -> new RunEnd.Lost();
        };
    }

    private RunEnd start(
            ClaimedTask task, LeasedRun lease, ExecutableFile.Found file, Duration limit, Verdict verdict) {
        try (var folder = folders.open(task.run());
                var control = ControlFile.create(folder.control(), task.run())) {
            folder.handOver(folder.control());
            var variables = environment.of(task, clock.instant().plus(limit), folder.control());
            var wrapper = cell.wrapper(folder.work(), folder.control(), variables);
            var outputs = new RunOutputs(config.maxOutput());
            var launch = new Launch(
                    file.path(),
                    task.args(),
                    folder.work(),
                    folder.stdin(task.stdin()),
                    outputs,
                    new TreeMarker(task.id(), task.run().fence()),
                    wrapper,
                    file.isPinned() ? file.identity() : null);
            reports.control().add(control);
            reports.output().begin(task.run(), outputs);
            var started = Instant.now();
            Ended ended;
            try {
                ended = launcher.run(launch, lease);
            } finally {
                reports.output().end(task.run());
                reports.control().finish(control);
            }
            logUse(task, ended);
            return wasEndedFromOutside(ended, lease, started)
                    ? lost(task)
                    : end(task, ended, verdict, file.sha256(), control);
        } catch (LaunchException | CellException e) {
            return new RunEnd.Result(verdict.notStarted(Cause.LAUNCH_ERROR, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            LOG.warn(
                    "Could not prepare the working folder of task {}: {}. The attempt counts as failed.",
                    task.id(),
                    e.toString());
            return new RunEnd.Result(verdict.notStarted(
                    Cause.LAUNCH_ERROR, "could not start: its working folder could not be made: " + e));
        }
    }

    /** A SIGKILL of the watchdog's, while this process was suspended, says nothing of the program. */
    private boolean wasEndedFromOutside(Ended ended, LeasedRun lease, Instant started) {
        var signal = ended.signal();
        return ended.reason() == null
                && signal != null
                && signal == SIGKILL
                && (lease.due() == EndReason.LOST_LEASE || folders.programsWereEndedSince(started));
    }

    private static RunEnd lost(ClaimedTask task) {
        LOG.warn(
                "Ended the program of task {} because its lease could not be renewed ({}); it will run again when the lease is over.",
                task.id(),
                Cause.LOST_LEASE.word());
        return new RunEnd.Lost();
    }

    private static RunEnd end(
            ClaimedTask task, Ended ended, Verdict verdict, @Nullable String sha256, ControlFile control) {
        var reason = ended.reason();
        if (reason == EndReason.STOPPED) {
            return new RunEnd.GivenBack();
        }
        if (reason == EndReason.NOT_OWNER) {
            return new RunEnd.Lost();
        }
        if (reason == EndReason.LOST_LEASE) {
            return lost(task);
        }
        return new RunEnd.Result(verdict.of(ended, control.retryAfter()).withSha256(sha256));
    }

    private Duration limit(ClaimedTask task) {
        var own = task.timeout();
        return own != null && own.compareTo(config.taskRunTime()) < 0 ? own : config.taskRunTime();
    }

    private static void logUse(ClaimedTask task, Ended ended) {
        var usage = ended.usage();
        if (usage != null) {
            LOG.debug(
                    "Task {} used {} ms of processor time and {} KB of memory.",
                    task.id(),
                    (usage.userMicros() + usage.systemMicros()) / 1000,
                    usage.peakKilobytes());
        }
    }
}
