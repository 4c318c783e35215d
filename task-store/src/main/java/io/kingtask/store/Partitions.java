package io.kingtask.store;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.SetParams;

/**
 * How many hash tags the tasks are spread over, and which one a task is under. Fixed in Redis by the first broker that starts; every
 * other process reads it there.
 */
final class Partitions {

    private static final int DEFAULT = 1;

    private final ScriptRunner scripts;
    private final @Nullable Integer wanted;
    private volatile int agreed;

    /** @param wanted what a broker is configured for; null: a worker, which takes what it finds */
    Partitions(ScriptRunner scripts, @Nullable Integer wanted) {
        this.scripts = scripts;
        this.wanted = wanted;
    }

    /**
     * The number in force. A worker that finds none, because no broker has started yet, goes on with one partition and looks again.
     *
     * @throws PartitionMismatchException when this broker is configured for another number than Redis has
     */
    int count() {
        return agreed > 0 ? agreed : agree();
    }

    /** The partition of a task. */
    int of(String id) {
        return Math.floorMod(id.hashCode(), count());
    }

    /**
     * Does something in every partition, beginning with any. In a Cluster one may not answer while others do, and keeps nothing from these.
     *
     * @return why the first that did not answer did not; null when all did
     */
    @Nullable StoreUnavailableException inEach(int first, IntConsumer action) {
        int count = count();
        StoreUnavailableException failure = null;
        for (int i = 0; i < count; i++) {
            try {
                action.accept(Math.floorMod(first + i, count));
            } catch (StoreUnavailableException e) {
                failure = failure == null ? e : failure;
            }
        }
        return failure;
    }

    /** What of a bound on all tasks is one partition's; 0, no bound, stays 0. */
    long share(long bound) {
        return bound == 0 ? 0 : Math.max(1, bound / count());
    }

    private int agree() {
        if (wanted != null) {
            scripts.call(() -> scripts.redis()
                    .set(
                            RedisKeys.PARTITIONS,
                            wanted.toString(),
                            SetParams.setParams().nx()));
        }
        var found = scripts.call(() -> scripts.redis().get(RedisKeys.PARTITIONS));
        if (found == null) {
            return DEFAULT;
        }
        int count = Integer.parseInt(found);
        if (wanted != null && wanted != count) {
            throw new PartitionMismatchException(wanted, count);
        }
        agreed = count;
        return count;
    }
}
