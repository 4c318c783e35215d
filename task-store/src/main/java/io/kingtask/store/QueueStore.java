package io.kingtask.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The queues, for operators. A queue is there as soon as it was used, served or paused once, and for ever. Safe for many threads; throws
 * {@link StoreUnavailableException} when Redis cannot be reached.
 */
public interface QueueStore {

    /**
     * How a queue stands.
     *
     * @param pending its pending tasks, those kept aside for their executable included
     * @param running its running tasks
     * @param workers live workers that serve it and take tasks
     * @param oldestPendingSeconds how long the oldest of its pending tasks waits: since it was due, or was put back; null: none is pending
     */
    record QueueView(
            String name,
            boolean paused,
            long pending,
            long running,
            int workers,
            @Nullable Double oldestPendingSeconds) {}

    /** A page of the queues, by name. */
    record QueuePage(List<QueueView> items, @Nullable String nextCursor) {}

    /** The answer to a purge. */
    sealed interface Purge {
        /** So many tasks were cancelled. */
        record Done(long cancelled) implements Purge {}

        /** More tasks are pending than were expected; none was cancelled. */
        record MorePending(long pending) implements Purge {}

        /** There is no such queue. */
        record Unknown() implements Purge {}
    }

    /** @param cursor {@link QueuePage#nextCursor} of the page before; null: the first page */
    QueuePage list(int limit, @Nullable String cursor);

    Optional<QueueView> find(String queue);

    /** Nothing is claimed from the queue any more; what runs goes on. A queue that was never used may be paused ahead. */
    void pause(String queue);

    /** Ends the pause, and wakes workers. */
    void resume(String queue);

    /**
     * Cancels all tasks that are pending at this moment, a piece at a time; a crash leaves the rest pending.
     *
     * @param expected most tasks that may be cancelled; null: any number
     */
    Purge purge(String queue, @Nullable Long expected);
}
