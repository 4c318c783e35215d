package io.kingtask.worker.fetch;

import io.kingtask.store.ClaimedTask;
import io.kingtask.store.WorkStore;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Finished;
import io.kingtask.worker.lease.LeaseTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Hands the slots' results in and takes their next tasks, together where they come together: while one round trip is under way, what comes
 * meanwhile waits, and goes with the next. A result that comes alone goes at once. Safe for many threads.
 */
final class Turns {

    /** Results that go together; a first one of any size goes. */
    private static final int MOST_ENDS = 256;

    private static final int MOST_BYTES = 4 << 20;

    /**
     * The answer to one result.
     *
     * @param task the next task; null: none was wanted or is there
     * @param askedAt the moment before the call, from which the task's lease counts
     */
    record Answer(Finished finished, @Nullable ClaimedTask task, long askedAt) {}

    private static final class Waiting {
        final Finish end;
        final List<String> queues;
        final Semaphore told = new Semaphore(0);

        @Nullable Answer answer;

        @Nullable RuntimeException failure;

        Waiting(Finish end, List<String> queues) {
            this.end = end;
            this.queues = queues;
        }

        int size() {
            return end.stdout().bytes().length + end.error().bytes().length;
        }
    }

    private final WorkStore store;
    private final WorkStore.Worker worker;
    private final LeaseTime time;

    /** Guarded by this, as is whether a round trip is under way. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private boolean underWay;

    Turns(WorkStore store, WorkStore.Worker worker, LeaseTime time) {
        this.store = store;
        this.worker = worker;
        this.time = time;
    }

    /**
     * Returns when the store has taken the result.
     *
     * @param queues where the next task may come from, in order; empty: none is wanted
     * @throws io.kingtask.store.StoreUnavailableException may be repeated
     */
    Answer take(Finish end, List<String> queues) {
        var mine = new Waiting(end, queues);
        if (!isFirst(mine)) {
            mine.told.acquireUninterruptibly();
        }
        if (mine.answer == null && mine.failure == null) {
            send(together());
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        if (mine.answer == null) {
            throw new IllegalStateException("a result was not sent");
        }
        return mine.answer;
    }

    /** Whether nothing is under way: then the caller is to send. */
    private synchronized boolean isFirst(Waiting mine) {
        waiting.add(mine);
        boolean first = !underWay;
        underWay = true;
        return first;
    }

    private synchronized List<Waiting> together() {
        var batch = new ArrayList<Waiting>();
        for (int bytes = 0; !waiting.isEmpty() && batch.size() < MOST_ENDS; ) {
            bytes += waiting.getFirst().size();
            if (bytes > MOST_BYTES && !batch.isEmpty()) {
                break;
            }
            batch.add(waiting.removeFirst());
        }
        return batch;
    }

    private void send(List<Waiting> batch) {
        try {
            var ends = new ArrayList<Finish>(batch.size());
            var queues = List.<String>of();
            int wanting = 0;
            for (var one : batch) {
                ends.add(one.end);
                if (!one.queues.isEmpty()) {
                    queues = one.queues;
                    wanting++;
                }
            }
            long askedAt = time.now();
            var turned = store.turn(worker, ends, queues, wanting);
            var tasks = new ArrayDeque<>(turned.claimed());
            for (int i = 0; i < batch.size(); i++) {
                var one = batch.get(i);
                var task = one.queues.isEmpty() ? null : tasks.pollFirst();
                one.answer = new Answer(turned.finished().get(i), task, askedAt);
            }
        } catch (RuntimeException e) {
            batch.forEach(one -> one.failure = e);
        } finally {
            next();
            batch.forEach(one -> one.told.release());
        }
    }

    /** Has the first of those that came meanwhile send what there is. */
    private synchronized void next() {
        if (waiting.isEmpty()) {
            underWay = false;
        } else {
            waiting.getFirst().told.release();
        }
    }
}
