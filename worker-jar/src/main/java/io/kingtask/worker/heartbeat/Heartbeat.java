package io.kingtask.worker.heartbeat;

import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.WorkStore;
import io.kingtask.worker.lease.LeasedRuns;
import io.kingtask.worker.loop.Rounds;
import io.kingtask.worker.loop.StoreWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says once a second that this worker lives, and which executables it has when these changed, when the store may have forgotten them,
 * and once a minute in any case.
 */
public final class Heartbeat implements Rounds.Turn {

    private static final Duration RARE = Duration.ofSeconds(2);
    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final long REPEAT_NAMES = Duration.ofMinutes(1).toNanos();

    private final WorkStore store;
    private final WorkStore.Worker worker;
    private final LeasedRuns runs;
    private final StoreWatch watch;
    private final BinFolder binFolder;
    private final Consumer<WorkStore.Wish> operator;
    private @Nullable Set<String> sentNames;
    private long namesSentAt;
    private long lastBeat;
    private volatile boolean draining;

    /** @param operator follows what an operator wants of this worker; told with each beat */
    public Heartbeat(
            WorkStore store,
            WorkStore.Worker worker,
            LeasedRuns runs,
            StoreWatch watch,
            Path binPath,
            Consumer<WorkStore.Wish> operator) {
        this.store = store;
        this.worker = worker;
        this.runs = runs;
        this.watch = watch;
        this.binFolder = new BinFolder(binPath);
        this.operator = operator;
    }

    /** From the next beat on the worker is shown as one that takes nothing new. */
    public void drain() {
        draining = true;
    }

    @Override
    public Duration take() {
        var names = binFolder.names();
        long now = System.nanoTime();
        boolean changed = !names.equals(sentNames) || now - namesSentAt > REPEAT_NAMES || mayBeForgotten(now);
        try {
            var wish = store.heartbeat(worker, changed ? names : null, runs.runs(), draining);
            watch.answered();
            operator.accept(wish);
            lastBeat = now;
            if (changed) {
                sentNames = names;
                namesSentAt = now;
            }
        } catch (StoreUnavailableException e) {
            watch.failed(e);
            sentNames = null;
        }
        return worker.lease().compareTo(RARE.multipliedBy(3)) < 0 ? OFTEN : RARE;
    }

    /** After a silence, such as a suspended process, the registration may have run out. */
    private boolean mayBeForgotten(long now) {
        return now - lastBeat > worker.lease().toNanos() / 2;
    }
}
