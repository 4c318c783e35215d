package io.kingtask.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Waits for wake-ups. On a Cluster one command cannot wait in several partitions, so there each partition has a thread that waits, begun when
 * it is needed. A wake-up that comes when nobody asks is kept for the next who does; it may have been meant for another worker, whose own
 * look, a second later at most, finds the task.
 */
final class WakeUps {

    private final ScriptRunner scripts;
    private final Partitions partitions;
    private final boolean together;
    private final Semaphore news = new Semaphore(0);
    private final Set<Integer> waiting = ConcurrentHashMap.newKeySet();

    /** @param together whether one command may wait in all partitions */
    WakeUps(ScriptRunner scripts, Partitions partitions, boolean together) {
        this.scripts = scripts;
        this.partitions = partitions;
        this.together = together;
    }

    boolean await(List<String> queues, Duration longest) {
        int count = partitions.count();
        if (together || count == 1) {
            return pop(queues, longest, 0, count);
        }
        for (int partition = 0; partition < count; partition++) {
            if (waiting.add(partition)) {
                startWaiting(queues, longest, partition);
            }
        }
        try {
            boolean woken = news.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
            news.drainPermits();
            return woken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void startWaiting(List<String> queues, Duration longest, int partition) {
        var thread = new Thread(
                () -> {
                    try {
                        if (pop(queues, longest, partition, partition + 1)) {
                            news.release();
                        }
                    } catch (StoreUnavailableException e) {
                        news.release(); // the claim that follows meets the same fault and reports it
                    } finally {
                        waiting.remove(partition);
                    }
                },
                "kingtask-wake-" + partition);
        thread.setDaemon(true);
        thread.start();
    }

    private boolean pop(List<String> queues, Duration longest, int first, int end) {
        var keys = new ArrayList<byte[]>();
        for (int partition = first; partition < end; partition++) {
            for (var queue : queues) {
                keys.add(RedisKeys.WAKE.in(partition, queue).getBytes(UTF_8));
            }
        }
        return scripts.call(() -> scripts.redis().blpop(longest.toMillis() / 1000.0, keys.toArray(byte[][]::new)))
                != null;
    }
}
