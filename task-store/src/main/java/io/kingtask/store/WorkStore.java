package io.kingtask.store;

import io.kingtask.client.Cause;
import io.kingtask.client.OutputName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a worker does: take tasks under a lease, keep the lease, hand in results. Every claim carries a fence, a number that only
 * grows with each run of a task; whatever comes with an older fence is refused.
 *
 * <p>Safe for many threads; blocks for a round trip; throws {@link StoreUnavailableException} when Redis cannot be reached.
 */
public interface WorkStore {

    /**
     * A worker, as it is shown and as it claims.
     *
     * @param name unique among live workers
     * @param incarnation a number made at its start, to tell it from a predecessor of the same name
     * @param lease how long a silent worker keeps its tasks
     */
    record Worker(
            String name, String host, long pid, String incarnation, List<String> queues, int slots, Duration lease) {}

    /** A task's run, as its worker names it. */
    record Run(String id, long fence) {}

    /** What to do with a run after a renewal. */
    enum Renewed {
        /** The lease was renewed. */
        OK,
        /** The lease was renewed, but an operator wants the run ended. */
        CANCEL,
        /** The run is no longer this worker's: end the program, its result would be refused. */
        NOT_OWNER
    }

    /** What an operator wants of a worker, until it is started anew. */
    enum Wish {
        /** To work. */
        WORK,
        /** To take nothing new; claims give it nothing. What runs goes on. */
        DRAIN
    }

    /** The answer to a result or a hand-back. */
    enum Finished {
        OK,
        /** Refused: the run is no longer this worker's. */
        NOT_OWNER
    }

    /** How a run ended, when it ended well or badly. */
    enum Outcome {
        SUCCEEDED,
        FAILED,
        CANCELLED
    }

    /**
     * The end of a run.
     *
     * @param stdout what is kept of the result
     * @param error what is kept of standard error, or a sentence where the program had no say
     * @param retryAfter FAILED: the pause before the next attempt; null: no further attempt
     * @param resultKeep how long this worker wants results kept; null: as the broker says
     * @param sha256 of the file that was run; null: not known
     */
    record Finish(
            Run run,
            Outcome outcome,
            @Nullable Integer exitCode,
            @Nullable Integer signal,
            KeptOutput stdout,
            KeptOutput error,
            @Nullable Cause cause,
            @Nullable Duration retryAfter,
            @Nullable Duration resultKeep,
            @Nullable String sha256) {

        /** Of a file of which nothing is known. */
        public Finish(
                Run run,
                Outcome outcome,
                @Nullable Integer exitCode,
                @Nullable Integer signal,
                KeptOutput stdout,
                KeptOutput error,
                @Nullable Cause cause,
                @Nullable Duration retryAfter,
                @Nullable Duration resultKeep) {
            this(run, outcome, exitCode, signal, stdout, error, cause, retryAfter, resultKeep, null);
        }

        /** With outputs of which nothing is missing. */
        public Finish(
                Run run,
                Outcome outcome,
                @Nullable Integer exitCode,
                @Nullable Integer signal,
                byte[] stdout,
                byte[] error,
                @Nullable Cause cause,
                @Nullable Duration retryAfter,
                @Nullable Duration resultKeep) {
            this(
                    run,
                    outcome,
                    exitCode,
                    signal,
                    KeptOutput.whole(stdout),
                    KeptOutput.whole(error),
                    cause,
                    retryAfter,
                    resultKeep);
        }

        /** The same end, of a file with this digest. */
        public Finish withSha256(@Nullable String fileSha256) {
            return new Finish(run, outcome, exitCode, signal, stdout, error, cause, retryAfter, resultKeep, fileSha256);
        }
    }

    /**
     * Takes up to {@code max} tasks: those parked for an executable that this worker has, then from {@code queues} in the order given, by
     * priority within each. Paused queues give nothing, and nobody gives to a worker that drains. Each task is leased in the same step and its payload handed over.
     */
    List<ClaimedTask> claim(Worker worker, List<String> queues, int max);

    /** Hands in one result and asks for nothing, see {@link #turn}. */
    default Finished finish(Worker worker, Finish end) {
        return turn(worker, List.of(end), List.of(), 0).finished().get(0);
    }

    /**
     * Hands in results and then does as {@link #claim}, in one round trip (one for each partition). A crash after this call leaves the results
     * stored; a crash before it leaves the tasks leased until their leases end. May be repeated: a result that is there already is OK.
     *
     * @param max 0: no task is wanted
     */
    Turned turn(Worker worker, List<Finish> ends, List<String> queues, int max);

    /**
     * The answer of {@link #turn}.
     *
     * @param finished one for each end, in their order
     */
    record Turned(List<Finished> finished, List<ClaimedTask> claimed) {}

    /** Renews the leases of all runs, in one round trip for each partition. */
    Map<Run, Renewed> renew(Worker worker, List<Run> runs);

    /** Gives a run back: pending again at the head of its queue, no attempt charged. */
    Finished handBack(Worker worker, Run run);

    /**
     * Gives a run back because this worker does not have the executable: pending, but kept aside for a worker that has it. No
     * attempt is charged.
     */
    Finished park(Worker worker, Run run);

    /** Stores what the program said of its progress; ignored when the run is no longer this worker's. */
    void progress(Worker worker, Run run, double progress, @Nullable String message);

    /** Tells those who follow an output of the run what the program has written; what they do not read soon is dropped. */
    Finished appendOutput(Worker worker, Run run, OutputName name, OutputPiece piece);

    /**
     * Registers the worker, or says that it still lives; to be called at start and then every second or two. A worker that is silent for
     * its lease counts as gone.
     *
     * @param executables names in its {@code bin_path}; null: unchanged since the last call
     * @param draining whether it takes nothing new because it is about to stop
     * @return what an operator wants of it
     */
    Wish heartbeat(Worker worker, @Nullable Set<String> executables, List<Run> runs, boolean draining);

    /**
     * Takes over, at once, what a dead predecessor of the same name held: each of its tasks has lost its worker once more. To be
     * called before the first claim, and only by who knows that the predecessor and its programs are gone.
     *
     * @return the ids of these tasks
     */
    List<String> succeedPredecessor(Worker worker);

    /** Removes the registration, at the end of a graceful stop. */
    void unregister(Worker worker);

    /**
     * Waits until there may be something to claim from one of the queues, at most {@code longest}. Returns true when it was woken
     * by news and false when the time was over; either way a claim is worth trying.
     */
    boolean awaitWork(Worker worker, List<String> queues, Duration longest);
}
