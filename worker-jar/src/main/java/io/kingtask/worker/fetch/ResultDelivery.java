package io.kingtask.worker.fetch;

import io.kingtask.store.ClaimedTask;
import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.WorkStore;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Finished;
import io.kingtask.worker.execute.RunEnd;
import io.kingtask.worker.lease.LeaseTime;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.loop.StoreWatch;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the store how runs ended. While the store does not answer, a result is kept and offered again until its lease is surely over. */
final class ResultDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(ResultDelivery.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /**
     * What comes after a run.
     *
     * @param task the next task; null: none
     * @param askedAt the moment before the call that brought it, from which its lease counts
     */
    record Next(@Nullable ClaimedTask task, long askedAt) {}

    private final WorkStore store;
    private final WorkStore.Worker worker;
    private final StoreWatch watch;
    private final LeaseTime time;
    private final Turns turns;

    ResultDelivery(WorkStore store, WorkStore.Worker worker, StoreWatch watch, LeaseTime time) {
        this.store = store;
        this.worker = worker;
        this.watch = watch;
        this.time = time;
        this.turns = new Turns(store, worker, time);
    }

    /**
     * Hands the end of a run in.
     *
     * @param queues where the next task may come from, in the same round trip; empty: none is wanted
     */
    Next deliver(LeasedRun lease, RunEnd end, List<String> queues) throws InterruptedException {
        if (end instanceof RunEnd.Result result) {
            return finish(lease, result.finish(), queues);
        }
        if (end instanceof RunEnd.Missing) {
            offer(lease, () -> logged(lease, store.park(worker, lease.run())), Finished.NOT_OWNER);
        } else if (end instanceof RunEnd.GivenBack) {
            offer(lease, () -> logged(lease, store.handBack(worker, lease.run())), Finished.NOT_OWNER);
        }
        return nothing();
    }

    private Next finish(LeasedRun lease, Finish finish, List<String> queues) throws InterruptedException {
        return offer(
                lease,
                () -> {
                    var answer = turns.take(finish, queues);
                    logged(lease, answer.finished());
                    return new Next(answer.task(), answer.askedAt());
                },
                nothing());
    }

    private Next nothing() {
        return new Next(null, time.now());
    }

    private <T> T offer(LeasedRun lease, Supplier<T> call, T otherwise) throws InterruptedException {
        var pause = FIRST_PAUSE;
        while (true) {
            try {
                var answer = call.get();
                watch.answered();
                return answer;
            } catch (StoreUnavailableException e) {
                watch.failed(e);
                if (lease.isSurelyOver()) {
                    LOG.warn(
                            "Could not store how task {} ended ({}). Its lease is over; it will run again.",
                            lease.run().id(),
                            e.getMessage());
                    return otherwise;
                }
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static Finished logged(LeasedRun lease, Finished finished) {
        if (finished == Finished.NOT_OWNER) {
            LOG.warn(
                    "The end of run {} of task {} was refused: the run is no longer this worker's.",
                    lease.run().fence(),
                    lease.run().id());
        }
        return finished;
    }
}
