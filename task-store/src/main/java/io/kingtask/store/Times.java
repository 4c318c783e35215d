package io.kingtask.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long something took, each time it happened.
 *
 * @param sumMillis all of it together
 * @param counts how often it took no longer than each of {@link #BOUNDS} but longer than the one before; one more for what took longer
 *     than all
 */
public record Times(long sumMillis, List<Long> counts) {

    /** Milliseconds. */
    public static final List<Integer> BOUNDS =
            List.of(10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000);

    /** How often it happened. */
    public long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** Reads what include/time.lua counted. */
    static Times of(String what, Map<String, Long> totals) {
        var counts = new ArrayList<Long>();
        BOUNDS.forEach(bound -> counts.add(totals.getOrDefault(what + "_le_" + bound, 0L)));
        counts.add(totals.getOrDefault(what + "_le_inf", 0L));
        return new Times(totals.getOrDefault(what + "_ms", 0L), List.copyOf(counts));
    }
}
