package io.kingtask.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a broker's timers do. Any number of brokers may call all of this at once: each task moves once. */
public interface TimerStore {

    /** Losses of its worker that a task survives; at the next one it fails with {@code worker_lost}. */
    int SURVIVABLE_LOSSES = 2;

    /**
     * What a promotion did.
     *
     * @param promoted how many tasks became pending
     * @param untilNext time until the earliest task that is still due, by Redis' clock (zero: more are due now); null: none
     */
    record Promotion(int promoted, @Nullable Duration untilNext) {}

    /**
     * One entry of the due list: a task, or a schedule's next firing.
     *
     * @param id null for a schedule
     * @param kind the state of the task; or the word schedule
     * @param schedule its name; null for a task
     */
    record Due(
            @Nullable String id,
            String kind,
            String executable,
            String queue,
            Instant dueAt,
            int attempt,
            @Nullable String schedule) {}

    /** A page of the due list, earliest first. */
    record DuePage(List<Due> items, @Nullable String nextCursor) {}

    /** Makes tasks pending whose due time has come, at most {@code max} of them in each partition. */
    Promotion promote(int max);

    /** Time until the earliest due task, by Redis' clock; zero when it is past; empty when nothing is due. */
    Optional<Duration> untilNextDue();

    /**
     * Takes tasks whose lease has ended from their workers: back to the head of the queue; failed with {@code worker_lost} after
     * the third loss; cancelled where an operator asked for it.
     *
     * @return how many were taken
     */
    int takeOverExpired(int max);

    /**
     * Fails tasks with {@code not_found} that waited longer than {@code patience} for a worker that has their executable, while
     * at least one live worker serves their queue and none of these has it.
     *
     * @return how many failed
     */
    int failUnplaced(Duration patience);

    /** Removes what is left of tasks whose time to be kept is over, and counts them as expired. */
    int trimExpired(int max);

    /** The due list, earliest first. {@code limit} 1 to 1000; {@code cursor} null for the first page. */
    DuePage due(int limit, @Nullable String cursor);
}
