package io.kingtask.worker.fetch;

import io.kingtask.store.ClaimedTask;
import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.WorkStore;
import io.kingtask.worker.config.QueueChoice;
import io.kingtask.worker.execute.TaskRunner;
import io.kingtask.worker.lease.LeaseTime;
import io.kingtask.worker.lease.LeasedRuns;
import io.kingtask.worker.loop.Rounds;
import io.kingtask.worker.loop.StoreWatch;
import io.kingtask.worker.name.Succession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds work for free slots, on one thread: claims as many tasks as slots are free, and waits for news in the store when there are none. */
public final class ClaimLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimLoop.class);

    /** Also how long a stop may wait for this loop, and how late a lost wake-up is noticed. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final Duration AFTER_A_FAILURE = Duration.ofMillis(500);

    private final WorkStore store;
    private final WorkStore.Worker worker;
    private final QueueChoice queues;
    private final LeaseTime time;
    private final StoreWatch watch;
    private final Succession succession;
    private final Slots slots;
    private volatile boolean stopped;
    private volatile @Nullable Rounds rounds;

    /** What the loop works with, beside the store. */
    public record Parts(TaskRunner runner, LeasedRuns runs, LeaseTime time, StoreWatch watch, Succession succession) {}

    public ClaimLoop(WorkStore store, WorkStore.Worker worker, Slots.Plan plan, Parts parts) {
        this.store = store;
        this.worker = worker;
        this.queues = plan.queues();
        this.time = parts.time();
        this.watch = parts.watch();
        this.succession = parts.succession();
        var delivery = new ResultDelivery(store, worker, parts.watch(), parts.time());
        this.slots = new Slots(plan, parts.runner(), delivery, parts.runs(), parts.time());
    }

    /** Has each run measured from now on. */
    public void onRunEnd(RunMeter meter) {
        slots.onRunEnd(meter);
    }

    /** Starts the slots and the loop. */
    public void start(ThreadFactory threads) {
        slots.start(threads);
        rounds = new Rounds("claim", threads, this::turn).start();
    }

    private Duration turn() throws InterruptedException {
        watch.awaitFirstAnswer();
        return takesNothing() ? LONGEST_WAIT : fillSlots();
    }

    private boolean takesNothing() {
        return stopped || slots.isDrained();
    }

    private Duration fillSlots() throws InterruptedException {
        int reserved = slots.reserve();
        int used = 0;
        try {
            succession.complete();
            var order = queues.order(ThreadLocalRandom.current());
            long askedAt = time.now();
            List<ClaimedTask> tasks = takesNothing() ? List.of() : store.claim(worker, order, reserved);
            watch.answered();
            for (var task : tasks) {
                slots.give(task, askedAt);
                used++;
            }
        } catch (StoreUnavailableException e) {
            watch.failed(e);
            return AFTER_A_FAILURE;
        } finally {
            slots.release(reserved - used);
        }
        // With a slot still free the queues were found empty: from that moment on, whatever comes leaves a wake-up in
        // the store.
        return used < reserved ? awaitWork() : Duration.ZERO;
    }

    private Duration awaitWork() {
        if (takesNothing()) {
            return LONGEST_WAIT;
        }
        try {
            store.awaitWork(worker, queues.names(), LONGEST_WAIT);
            return Duration.ZERO;
        } catch (StoreUnavailableException e) {
            watch.failed(e);
            return AFTER_A_FAILURE;
        }
    }

    /** Takes nothing new until {@link #resume}; what runs goes on. */
    public void drain() {
        if (slots.drain(true)) {
            LOG.info("Worker {} is drained by an operator: it takes no new task until it is resumed.", worker.name());
        }
    }

    /** Ends {@link #drain}. */
    public void resume() {
        if (slots.drain(false)) {
            LOG.info("Worker {} is resumed by an operator: it takes tasks again.", worker.name());
            if (rounds != null) {
                rounds.ring();
            }
        }
    }

    /** Takes nothing new from now on; what runs goes on. When it returns, no run is added any more but by a slot's own result. */
    public void stop() {
        stopped = true;
        slots.stop();
        if (rounds != null) {
            rounds.close();
        }
    }

    /** Ends the slots' threads, when no run is left. */
    public void close() throws InterruptedException {
        slots.close();
    }
}
