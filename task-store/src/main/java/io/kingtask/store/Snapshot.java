package io.kingtask.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The counters at one moment, as the history keeps them: a line of numbers. A number that is to be kept besides goes to the end of the
 * line, where older lines have none.
 */
record Snapshot(long atMillis, Totals totals, long pending, long running) {

    private static final int NUMBERS = 14;

    /** The line without the moment, which record.lua puts in front. */
    static String numbers(Totals totals, long pending, long running) {
        return LongStream.of(
                        totals.accepted(),
                        totals.started(),
                        totals.succeeded(),
                        totals.failed(),
                        totals.retried(),
                        totals.lost(),
                        totals.cancelled(),
                        pending,
                        running,
                        totals.waits().count(),
                        totals.waits().sumMillis(),
                        totals.runs().count(),
                        totals.runs().sumMillis())
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "));
    }

    static Snapshot read(String line) {
        var n = Arrays.copyOf(
                Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray(), NUMBERS);
        var totals = new Totals(
                n[1], n[2], n[3], n[4], n[5], n[6], n[7], times(n[10], n[11]), times(n[12], n[13]), times(0, 0));
        return new Snapshot(n[0], totals, n[8], n[9]);
    }

    private static Times times(long count, long sumMillis) {
        return new Times(sumMillis, List.of(count));
    }

    Interval since(Snapshot before) {
        var was = before.totals();
        return new Interval(
                Instant.ofEpochMilli(atMillis),
                (atMillis - before.atMillis()) / 1000.0,
                grown(was.accepted(), totals.accepted()),
                grown(was.started(), totals.started()),
                grown(was.succeeded(), totals.succeeded()),
                grown(was.failed(), totals.failed()),
                grown(was.retried(), totals.retried()),
                grown(was.lost(), totals.lost()),
                grown(was.cancelled(), totals.cancelled()),
                pending,
                running,
                mean(was.waits(), totals.waits()),
                mean(was.runs(), totals.runs()));
    }

    /** A Redis that lost its latest writes counts on from less. */
    private static long grown(long before, long now) {
        return Math.max(0, now - before);
    }

    private static @Nullable Long mean(Times before, Times now) {
        long count = grown(before.count(), now.count());
        return count == 0 ? null : (Long) (grown(before.sumMillis(), now.sumMillis()) / count);
    }
}
