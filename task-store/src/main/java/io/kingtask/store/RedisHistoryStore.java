package io.kingtask.store;

import io.kingtask.client.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The history in Redis. What is kept are snapshots of counters that only grow: so what happened between any two of them is exact, however many
 * are missing in between.
 */
final class RedisHistoryStore implements HistoryStore {

    /** Brokers' timers are not exact: a snapshot that comes a little early still counts. */
    private static final Duration SHORTEST_PAUSE = PERIOD.multipliedBy(9).dividedBy(10);

    private static final long MOST_SNAPSHOTS = LONGEST.dividedBy(SHORTEST_PAUSE) + 1;

    private final ScriptRunner scripts;
    private final Ledger ledger;

    RedisHistoryStore(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.ledger = new Ledger(scripts, partitions);
    }

    @Override
    public Totals totals() {
        return totals(ledger.sums(RedisKeys.COUNTS));
    }

    private Totals totals(Map<String, Long> counts) {
        return Totals.of(counts.getOrDefault(Ledger.ACCEPTED, 0L), ledger.sums(RedisKeys.TOTALS));
    }

    @Override
    public void record() {
        var counts = ledger.sums(RedisKeys.COUNTS);
        var numbers = Snapshot.numbers(
                totals(counts),
                counts.getOrDefault(TaskState.PENDING.word(), 0L),
                counts.getOrDefault(TaskState.RUNNING.word(), 0L));
        var arguments =
                new ScriptArguments().add(SHORTEST_PAUSE).add(MOST_SNAPSHOTS).add(numbers);
        scripts.run(Script.RECORD, 0, arguments);
    }

    @Override
    public List<Interval> intervals(Duration span, int most) {
        var snapshots = thinned(snapshots(span), span.toMillis() / most);
        var intervals = new ArrayList<Interval>();
        for (int i = 1; i < snapshots.size(); i++) {
            intervals.add(snapshots.get(i).since(snapshots.get(i - 1)));
        }
        return intervals;
    }

    /** Those of the latest span, and the one before, from which the first interval is reckoned. */
    private List<Snapshot> snapshots(Duration span) {
        long most = span.dividedBy(SHORTEST_PAUSE) + 2;
        var all = scripts.call(() -> scripts.redis().lrange(RedisKeys.HISTORY.in(0), -most, -1)).stream()
                .map(Snapshot::read)
                .toList();
        if (all.isEmpty()) {
            return all;
        }
        long begin = all.get(all.size() - 1).atMillis() - span.toMillis();
        long before = all.stream().filter(one -> one.atMillis() <= begin).count();
        return all.subList((int) Math.max(0, before - 1), all.size());
    }

    /** The last one of each step. */
    private static List<Snapshot> thinned(List<Snapshot> all, long stepMillis) {
        if (stepMillis <= PERIOD.toMillis()) {
            return all;
        }
        var lastOfStep = new TreeMap<Long, Snapshot>();
        all.forEach(one -> lastOfStep.put(one.atMillis() / stepMillis, one));
        return List.copyOf(lastOfStep.values());
    }
}
