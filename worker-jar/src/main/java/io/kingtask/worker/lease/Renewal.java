package io.kingtask.worker.lease;

import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.WorkStore;
import io.kingtask.worker.loop.Rounds;
import io.kingtask.worker.loop.StoreWatch;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the leases of all runs, three times in a lease. A run that the store calls another's, or that an operator wants ended, is
 * ordered to end. After a failure it tries again soon; see {@link LeasedRun} for what happens when nothing helps.
 */
public final class Renewal implements Rounds.Turn {

    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

    private final WorkStore store;
    private final WorkStore.Worker worker;
    private final LeasedRuns runs;
    private final LeaseTime time;
    private final StoreWatch watch;

    public Renewal(WorkStore store, WorkStore.Worker worker, LeasedRuns runs, LeaseTime time, StoreWatch watch) {
        this.store = store;
        this.worker = worker;
        this.runs = runs;
        this.time = time;
        this.watch = watch;
    }

    @Override
    public Duration take() {
        var leased = runs.all();
        if (leased.isEmpty()) {
            return time.renewEvery();
        }
        long askedAt = time.now();
        try {
            var answers =
                    store.renew(worker, leased.stream().map(LeasedRun::run).toList());
            watch.answered();
            for (var run : leased) {
                var answer = answers.get(run.run());
                if (answer != null) {
                    follow(run, answer, askedAt);
                }
            }
            return time.renewEvery();
        } catch (StoreUnavailableException e) {
            watch.failed(e);
            return time.lease().dividedBy(15);
        }
    }

    private void follow(LeasedRun run, WorkStore.Renewed answer, long askedAt) {
        switch (answer) {
            case OK -> run.renewed(askedAt);
            case CANCEL -> {
                run.renewed(askedAt);
                run.end(EndReason.CANCELLED);
            }
            case NOT_OWNER -> notOwner(run);
        }
    }

    private void notOwner(LeasedRun run) {
        // The store may have taken the result while the renewal was under way.
        if (!run.isHandedIn()) {
            LOG.warn(
                    "The run {} of task {} is no longer this worker's; its program is ended if it still runs.",
                    run.run().fence(),
                    run.run().id());
            run.end(EndReason.NOT_OWNER);
        }
    }
}
