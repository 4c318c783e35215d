package io.kingtask.worker.warm;

import io.kingtask.store.ClaimedTask;
import io.kingtask.worker.config.WorkerConfig;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.process.Ended;
import io.kingtask.worker.process.LaunchException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks of executables that serve many of them. Safe for many threads; a call lasts as long as the task. */
public final class WarmRuns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WarmRuns.class);

    /** How often a task is offered to a process that turns out to have ended. */
    private static final int PATIENCE = 3;

    /** Of JSON, in which a byte of an output can take six; what is longer was not meant to be kept. */
    private static final int FOR_EACH_BYTE = 8;

    private static final int BESIDE = 65_536;

    private final Declarations declarations = new Declarations(System::nanoTime);
    private final WarmPool pool;
    private final Clock clock;

    /** A limit that is counted over the life of a process would end some task for what others used. */
    private final boolean isPossible;

    /**
     * How a task is to be run.
     *
     * @param limit how long it may take
     * @param traceparent the trace context of this attempt
     */
    public record Wanted(Program program, Declaration declaration, Duration limit, Optional<String> traceparent) {}

    /** @param threads makes one, when there is something to do for it */
    public WarmRuns(WorkerConfig config, WarmStart start, ThreadFactory threads) {
        int longestLine = (int) Math.min(Integer.MAX_VALUE / 2, (long) FOR_EACH_BYTE * config.maxOutput() + BESIDE);
        this.pool = new WarmPool(
                config.concurrency(), config.killGrace(), program -> start.start(program, longestLine), threads);
        this.clock = start.clock();
        this.isPossible = config.confinement().limits().cpuSeconds().isEmpty();
    }

    /** What an executable has declared; empty: each of its tasks is to have a process of its own. */
    public Optional<Declaration> find(Program program) {
        return isPossible ? declarations.of(program) : Optional.empty();
    }

    /**
     * Runs a task, by a process that is there or by a new one.
     *
     * @param notes where it is kept what the program says
     * @throws LaunchException when there is no process for it, or what that says is no answer; the message is a sentence for the task's error
     */
    public Ended run(ClaimedTask task, LeasedRun lease, Wanted wanted, Conversation.Notes notes)
            throws LaunchException, IOException {
        for (int offers = 0; offers < PATIENCE; offers++) {
            var process = pool.take(wanted.program(), wanted.declaration(), lease);
            if (process == null) {
                var due = lease.due();
                return Ended.beforeStart(due == null ? EndReason.STOPPED : due, notes.outputs());
            }
            try {
                lease.limit(wanted.limit());
                return serve(process, task, lease, wanted, notes);
            } catch (WarmProcess.NotTaken e) {
                LOG.debug(
                        "A process of {} ended before its task began.",
                        wanted.program().name());
            } finally {
                pool.giveBack(process, wanted.declaration());
            }
        }
        throw new LaunchException("could not start " + wanted.program().name()
                + ": its processes end, or close their standard input, before they have read their task");
    }

    private Ended serve(WarmProcess process, ClaimedTask task, LeasedRun lease, Wanted wanted, Conversation.Notes notes)
            throws LaunchException, WarmProcess.NotTaken {
        long deadline = clock.instant().plus(wanted.limit()).getEpochSecond();
        var request = new Request(task, deadline, wanted.traceparent(), process.directory());
        try {
            return process.serve(request.line(), process.talk(task.id(), notes), lease);
        } finally {
            process.tidy();
        }
    }

    /** Ends all processes. No task runs any more. */
    @Override
    public void close() {
        pool.close();
    }
}
