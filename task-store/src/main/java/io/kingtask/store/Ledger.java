package io.kingtask.store;

import io.kingtask.client.TaskState;
import io.kingtask.client.Word;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The counters that the scripts keep: reads them, and puts them in order. */
final class Ledger {

    static final String ACCEPTED = "accepted";
    static final String EXPIRED = "expired";

    private final ScriptRunner scripts;
    private final Partitions partitions;

    Ledger(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
    }

    Stats stats() {
        var counts = sums(RedisKeys.COUNTS);
        return new Stats(counts.getOrDefault(ACCEPTED, 0L), states(counts), pending());
    }

    /** In the order of a task's life, zeros included. */
    static Map<String, Long> states(Map<String, Long> found) {
        var states = new LinkedHashMap<String, Long>();
        Stream.concat(Arrays.stream(TaskState.values()).map(Word::word), Stream.of(EXPIRED))
                .forEach(name -> states.put(name, found.getOrDefault(name, 0L)));
        return states;
    }

    /** For each queue that is known. */
    private Map<String, Long> pending() {
        var pending = sums(RedisKeys.PENDING);
        for (int partition = 0; partition < partitions.count(); partition++) {
            var key = RedisKeys.QUEUES.in(partition);
            scripts.call(() -> scripts.redis().smembers(key)).forEach(queue -> pending.putIfAbsent(queue, 0L));
        }
        return pending;
    }

    /** The numbers of a hash, over all partitions. */
    Map<String, Long> sums(RedisKeys hash) {
        var sums = new TreeMap<String, Long>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            var key = hash.in(partition);
            scripts.call(() -> scripts.redis().hgetAll(key))
                    .forEach((name, number) -> sums.merge(name, Long.valueOf(number), Long::sum));
        }
        return sums;
    }
}
