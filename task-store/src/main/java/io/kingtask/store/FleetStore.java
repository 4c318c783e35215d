package io.kingtask.store;

import io.kingtask.client.WorkerState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The workers, for operators. A worker is there from its first heartbeat until it stops in order, or for an hour after its last sign of
 * life. Safe for many threads; throws {@link StoreUnavailableException} when Redis cannot be reached.
 */
public interface FleetStore {

    /**
     * A worker.
     *
     * @param executables names in its {@code bin_path}
     * @param startedAt when it registered
     * @param lastSeen its latest heartbeat
     * @param running what it has on lease at this moment
     */
    record WorkerView(
            String name,
            String host,
            long pid,
            WorkerState state,
            Slots slots,
            List<String> executables,
            List<String> queues,
            Instant startedAt,
            Instant lastSeen,
            List<RunningTask> running) {}

    /** How many tasks a worker runs, and can run at a time. */
    record Slots(int busy, int total) {}

    /** A task that a worker runs. */
    record RunningTask(String id, String executable, int attempt, Instant startedAt) {}

    /** A page of the workers, by name. */
    record WorkerPage(List<WorkerView> items, @Nullable String nextCursor) {}

    /** @param cursor {@link WorkerPage#nextCursor} of the page before; null: the first page */
    WorkerPage list(int limit, @Nullable String cursor);

    Optional<WorkerView> find(String worker);

    /**
     * From now on the worker is given nothing new; it stays registered, and what it runs goes on. Holds until {@link #resume}, or until the
     * worker is started anew.
     *
     * @return false when there is no such worker
     */
    boolean drain(String worker);

    /** Takes the wish of {@link #drain} back. */
    boolean resume(String worker);
}
