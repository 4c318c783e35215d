package io.kingtask.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recurring schedules. When they fire is the brokers' business: they say it with each change, and keep it up to date with each firing. Any
 * number of brokers may do so at once; changes are announced by {@link StoreEvents.Listener#schedulesChanged}.
 *
 * <p>Every method is one atomic move or one reading, and throws {@link StoreUnavailableException} when Redis cannot be reached.
 */
public interface ScheduleStore {

    /**
     * A schedule to be stored.
     *
     * @param definition kept as it is
     * @param rhythm says when it fires: where it does not change, what the schedule has and has not fired stays known
     * @param executable of its tasks, for the due list; as {@code queue}
     * @param paused null: as it is, and not for a new one
     */
    record NewSchedule(
            String name,
            String definition,
            String rhythm,
            String executable,
            String queue,
            @Nullable Boolean paused) {}

    /**
     * From when on a schedule fires.
     *
     * @param since only firings after this moment count
     * @param next the first of them; null: none
     */
    record Begin(Instant since, @Nullable Instant next) {}

    /** The answer to {@link #put}. */
    enum Put {
        CREATED,
        REPLACED,
        /** There is one of that name, and it was not to be replaced. */
        EXISTS
    }

    /** The answer to other changes. */
    enum Changed {
        OK,
        UNKNOWN,
        /** It has another revision by now; read it again. */
        STALE
    }

    /**
     * What a broker finds at a look.
     *
     * @param now by Redis' clock
     * @param changes number of changes to schedules so far: the same number, the same schedules
     * @param untilNext time until the next firing of those that are not due; null: none
     * @param due names of schedules whose next firing has come, at most {@value #MOST_DUE}
     */
    record Look(Instant now, long changes, @Nullable Duration untilNext, List<String> due) {}

    int MOST_DUE = 1_000;

    /**
     * That a schedule is done with up to a moment.
     *
     * @param schedule as the broker read it
     * @param upTo the firing that a task is made for, or the latest missed one
     * @param next the first firing after {@code upTo}; null: none
     * @param missed how many firings were missed, {@code upTo} included where it is one
     */
    record Settlement(
            StoredSchedule schedule, Instant upTo, @Nullable Instant next, long missed) {}

    /** The answer to a settlement. */
    enum Settled {
        OK,
        /** Another broker was first, or the schedule was changed: nothing was done. */
        STALE,
        /** {@code upTo} is still to come by Redis' clock: nothing was done. */
        EARLY,
        /** More unfinished tasks than {@code maxPending}: nothing was done. */
        FULL
    }

    /** A page of schedules by name. */
    record Page(List<StoredSchedule> items, @Nullable String nextCursor) {}

    Optional<StoredSchedule> find(String name);

    /** Schedules by name, at most {@code limit}, 1 to 1000; {@code cursor} null for the first page. */
    Page list(int limit, @Nullable String cursor);

    /** @param replace whether a schedule of that name may be there */
    Put put(NewSchedule schedule, Begin begin, boolean replace);

    /** A paused schedule does not fire, and misses nothing. Never {@link Changed#STALE}. */
    Changed pause(String name);

    /** @param schedule as it was read, paused */
    Changed resume(StoredSchedule schedule, Begin begin);

    /** Tasks that it made stay. Never {@link Changed#STALE}. */
    Changed delete(String name);

    Look look();

    /** The id of the task that a firing makes: the same on all brokers. */
    String taskId(String name, Instant firing);

    /**
     * Makes the task of a firing, in the same step as it is remembered that this was done: so it is made once.
     *
     * @param task its id is {@link #taskId}
     * @param maxPending as in {@link TaskStore#submit}
     */
    Settled fire(Settlement settlement, NewTask task, long maxPending);

    /** Remembers that there is nothing to be made for some firings. */
    Settled skip(Settlement settlement);
}
