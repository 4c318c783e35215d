package io.kingtask.store;

import java.time.Duration;
import java.util.List;

/**
 * What happened, in numbers: since the beginning, and in each stretch of the last day. Blocks for a few round trips; throws
 * {@link StoreUnavailableException} when Redis cannot be reached.
 */
public interface HistoryStore {

    /** How often a broker calls {@link #record}. */
    Duration PERIOD = Duration.ofSeconds(10);

    /** How far back history goes. */
    Duration LONGEST = Duration.ofDays(1);

    /** The counters at this moment. */
    Totals totals();

    /** Keeps the counters of this moment for the history. Any number of brokers may call it: there is one record for each period. */
    void record();

    /**
     * What happened in the latest {@code span}, oldest first: one interval for each {@link #PERIOD} where there was a broker, longer ones
     * where that would make more than {@code most}.
     */
    List<Interval> intervals(Duration span, int most);
}
