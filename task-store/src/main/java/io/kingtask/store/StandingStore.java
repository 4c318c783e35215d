package io.kingtask.store;

import io.kingtask.client.TaskView;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands between a task and its run. Safe for many threads; throws {@link StoreUnavailableException} when Redis cannot be reached. */
public interface StandingStore {

    /**
     * Where a task stands.
     *
     * @param now this moment by Redis' clock
     * @param leaseEnds when its worker has to have renewed its lease; null: it does not run
     * @param aside whether it is kept aside because a worker that took it does not have its executable
     * @param ahead the pending tasks before it; null: it is not pending, or kept aside
     */
    record Standing(
            TaskView task,
            Instant now,
            @Nullable Instant leaseEnds,
            boolean queuePaused,
            boolean aside,
            @Nullable Ahead ahead,
            Crew crew) {}

    /**
     * Pending tasks of the queue that are claimed before a task: those of a higher priority, those of its own that were put there before it,
     * and those kept aside for an executable that a live worker has. Where there are several partitions, these are asked in turn, so that
     * the order between them is that of their waiting times only roughly.
     *
     * @param all whether these are all; false: the count was ended at a bound
     */
    record Ahead(long tasks, boolean all) {}

    /**
     * The live workers of the task's queue.
     *
     * @param live all of them
     * @param draining those that take nothing new
     * @param withExecutable those that have the task's executable, draining or not
     * @param able those of them that take tasks
     * @param freeSlots how many tasks the able ones can take now
     */
    record Crew(int live, int draining, int withExecutable, int able, int freeSlots) {}

    /** Empty when there is no such task, or when its time to be kept is over. */
    Optional<Standing> find(String id);
}
