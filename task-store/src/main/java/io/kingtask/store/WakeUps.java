package io.kingtask.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
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
    private final ThreadFactory threads;
    private final Semaphore news = new Semaphore(0);

    /** The partitions that have a thread, and the moment up to which the threads wait; both guarded by this. */
    private final Set<Integer> waiting = new HashSet<>();

    private long until = System.nanoTime();

    /**
     * @param together whether one command may wait in all partitions
     * @param threads makes the threads where it may not
     */
    WakeUps(ScriptRunner scripts, Partitions partitions, boolean together, ThreadFactory threads) {
        this.scripts = scripts;
        this.partitions = partitions;
        this.together = together;
        this.threads = threads;
    }

    boolean await(List<String> queues, Duration longest) {
        int count = partitions.count();
        if (together || count == 1) {
            return pop(queues, longest, 0, count);
        }
        waitUntil(System.nanoTime() + longest.toNanos(), queues, count);
        try {
            boolean woken = news.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
            news.drainPermits();
            return woken;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized void waitUntil(long moment, List<String> queues, int count) {
        until = moment;
        for (int partition = 0; partition < count; partition++) {
            if (waiting.add(partition)) {
                int mine = partition;
                var thread = threads.newThread(() -> waitIn(mine, queues));
                thread.setName("kingtask-wake-" + partition);
                thread.start();
            }
        }
    }

    private void waitIn(int partition, List<String> queues) {
        try {
            for (var left = left(partition); !left.isZero(); left = left(partition)) {
                if (pop(queues, left, partition, partition + 1)) {
                    news.release();
                }
            }
        } catch (StoreUnavailableException e) {
            leave(partition);
            news.release(); // the claim that follows meets the same fault and reports it
        }
    }

    /** How long a partition's thread has to wait on; zero: no longer, and its place is given up. */
    private synchronized Duration left(int partition) {
        var left = Duration.ofNanos(until - System.nanoTime());
        if (left.toMillis() > 0) {
            return left;
        }
        waiting.remove(partition);
        return Duration.ZERO;
    }

    private synchronized void leave(int partition) {
        waiting.remove(partition);
    }

    private boolean pop(List<String> queues, Duration longest, int first, int end) {
        var keys = new ArrayList<byte[]>();
        for (int partition = first; partition < end; partition++) {
            for (var queue : queues) {
                keys.add(RedisKeys.WAKE.in(partition, queue).getBytes(UTF_8));
            }
        }
        return scripts.blockingCall(
                        () -> scripts.redis().blpop(longest.toMillis() / 1000.0, keys.toArray(byte[][]::new)))
                != null;
    }
}
