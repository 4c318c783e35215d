package io.kingtask.store;

import io.kingtask.client.TaskView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a broker does with tasks on behalf of clients. Every method is one atomic move or one consistent reading, safe for many
 * threads, and blocks for a round trip.
 *
 * <p>All methods throw {@link StoreUnavailableException} when Redis cannot be reached or cannot be written; whether a submission
 * that ended so was stored is then unknown, and repeating it with the same id is safe.
 */
public interface TaskStore {

    /** The answer to one submission. */
    enum Submitted {
        /** Stored, as scheduled or pending. */
        ACCEPTED,
        /** A task of that id is there already; nothing was changed. */
        EXISTS,
        /** The same Idempotency-Key came with another body; nothing was changed. */
        CONFLICT,
        /** Refused: more unfinished tasks than {@code maxPending}. */
        FULL,
        /**
         * Stored, now or by an earlier submission of the same id, but no replica acknowledged it in time though the task asked for it; it
         * may run, and it may be lost when the primary dies.
         */
        NOT_REPLICATED
    }

    /**
     * What became of a submission, and when by Redis' clock: the moment that an accepted task was created at.
     */
    record Receipt(Submitted answer, Instant at) {}

    /** The answer to an operator's wish about one task. */
    enum Changed {
        /** Done. */
        OK,
        /** The task runs; its worker was told, and it becomes final when the process tree has ended. */
        REQUESTED,
        /** There is no such task, or its time to be kept is over. */
        UNKNOWN,
        /** Its state does not allow it. */
        ILLEGAL_STATE
    }

    /**
     * Stores tasks, in one round trip for each partition; each is stored or refused by itself.
     *
     * @param maxPending bound on scheduled, pending and retrying tasks together; 0: none
     * @return one answer a task, in their order
     */
    List<Receipt> submit(List<NewTask> tasks, long maxPending);

    /** The task at this moment; empty when there is none, or when its time to be kept is over. */
    Optional<TaskView> find(String id);

    /**
     * The task, and a promise to announce its end through {@link StoreEvents}: whoever waits for the end calls this once, and if
     * the answer is not final yet, waits for {@link StoreEvents.Listener#taskFinal}.
     */
    Optional<TaskView> watch(String id);

    /** Tasks that match, newest first; a page may be short, or empty, although there are more. */
    TaskPage list(TaskQuery query);

    /** Ends an unfinished task. A running one is ended by its worker, see {@link Changed#REQUESTED}. */
    Changed cancel(String id);

    /** Makes a failed, cancelled or retrying task pending again, now, with all its attempts before it. */
    Changed retry(String id);

    /** Moves the due time of a scheduled or retrying task. */
    Changed reschedule(String id, Instant startTime);

    /** Compares the ledger with the tasks themselves; looks at every task, in pieces that hold nobody up. */
    Audit audit();

    /** What the ledger says; cheap, however many tasks there are. */
    Stats stats();

    /** Round trip to Redis that writes; throws when Redis cannot be written. */
    void checkWritable();
}
