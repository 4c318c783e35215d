package io.kingtask.worker.lease;

import io.kingtask.store.WorkStore.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All runs that this worker has on lease: from the claim until the store has their result. */
public final class LeasedRuns {

    private final Map<Run, LeasedRun> byRun = new HashMap<>();

    public synchronized void add(LeasedRun run) {
        byRun.put(run.run(), run);
    }

    public synchronized void remove(LeasedRun run) {
        byRun.remove(run.run());
        notifyAll();
    }

    public synchronized boolean isEmpty() {
        return byRun.isEmpty();
    }

    public synchronized Optional<LeasedRun> find(Run run) {
        return Optional.ofNullable(byRun.get(run));
    }

    public synchronized List<LeasedRun> all() {
        return new ArrayList<>(byRun.values());
    }

    public List<Run> runs() {
        return all().stream().map(LeasedRun::run).toList();
    }

    /** Time until the first of their programs must be gone if no lease is renewed; empty when there are none to be watched. */
    public Optional<Duration> goneWithin() {
        return all().stream()
                .map(LeasedRun::goneWithin)
                .flatMap(Optional::stream)
                .min(Duration::compareTo);
    }

    public void endAll(EndReason reason) {
        all().forEach(run -> run.end(reason));
    }

    /** Waits until there is none; answers false when the patience was over first. */
    public synchronized boolean awaitNone(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!byRun.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }
}
