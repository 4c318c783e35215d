package io.kingtask.worker.fetch;

import io.kingtask.store.ClaimedTask;
import io.kingtask.worker.config.QueueChoice;
import io.kingtask.worker.execute.RunEnd;
import io.kingtask.worker.execute.TaskRunner;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.lease.LeaseTime;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.lease.LeasedRuns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's slots: a thread for each, which runs a task, hands its result in, and goes on with the task that came in the same round
 * trip. A slot without one is free, and the {@link ClaimLoop} looks for work for it.
 */
public final class Slots {

    /**
     * How slots work.
     *
     * @param count how many there are
     * @param period pause of a slot after each task
     */
    public record Plan(int count, Duration period, QueueChoice queues) {}

    private record Handed(ClaimedTask task, LeasedRun lease) {}

    private static final Logger LOG = LoggerFactory.getLogger(Slots.class);

    private final Plan plan;
    private final TaskRunner runner;
    private final ResultDelivery delivery;
    private final LeasedRuns runs;
    private final LeaseTime time;
    private final FreeSlots<Handed> free = new FreeSlots<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicBoolean drained = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();
    private volatile RunMeter meter = (end, took) -> {};

    Slots(Plan plan, TaskRunner runner, ResultDelivery delivery, LeasedRuns runs, LeaseTime time) {
        this.plan = plan;
        this.runner = runner;
        this.delivery = delivery;
        this.runs = runs;
        this.time = time;
    }

    void start(ThreadFactory factory) {
        for (int i = 1; i <= plan.count(); i++) {
            var place = new FreeSlots.Place<Handed>();
            free.add(place);
            var thread = factory.newThread(() -> work(place));
            thread.setName("kingtask-slot-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    /** Waits until a slot is free and reserves all that are; the caller gives tasks to as many, or {@link #release}s them. */
    int reserve() throws InterruptedException {
        return free.reserve();
    }

    void release(int slots) {
        free.release(slots);
    }

    /**
     * Gives a task to a reserved slot.
     *
     * @param askedAt the moment before the claim
     */
    void give(ClaimedTask task, long askedAt) {
        free.give(leased(task, askedAt));
    }

    /** Whether slots take nothing new, not even in the round trip that hands a result in; answers whether that is a change. */
    boolean drain(boolean on) {
        return drained.compareAndSet(!on, on);
    }

    boolean isDrained() {
        return drained.get();
    }

    /** From now on nothing new is started: what was claimed meanwhile goes back. */
    void stop() {
        stopping.countDown();
        free.close();
    }

    /** Ends the threads, when no run is left. */
    void close() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (var thread : threads) {
            thread.join(1_000);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private Handed leased(ClaimedTask task, long askedAt) {
        var lease = new LeasedRun(task.run(), time, askedAt);
        runs.add(lease);
        return new Handed(task, lease);
    }

    private void work(FreeSlots.Place<Handed> place) {
        try {
            while (true) {
                var next = place.await();
                try {
                    workOn(next);
                } catch (RuntimeException | Error e) {
                    LOG.error("A slot failed between two tasks; it goes on with the next.", e);
                } finally {
                    free.add(place);
                }
            }
        } catch (InterruptedException e) {
            // close() interrupts; the thread ends.
            LOG.debug("{} ends.", Thread.currentThread().getName());
        }
    }

    private void workOn(Handed first) throws InterruptedException {
        var current = first;
        while (current != null) {
            current = finish(current, run(current));
        }
        if (!plan.period().isZero() && stopping.await(plan.period().toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.debug("A pause between tasks was cut short by the stop.");
        }
    }

    /** Hands the end of a run in and answers the next task, if there is one. */
    private @Nullable Handed finish(Handed current, RunEnd end) throws InterruptedException {
        boolean goOn = plan.period().isZero() && !isStopping() && !isDrained();
        var queues = goOn ? plan.queues().order(ThreadLocalRandom.current()) : List.<String>of();
        current.lease().handIn();
        try {
            var next = delivery.deliver(current.lease(), end, queues);
            // Added before the finished one is removed: whoever waits for no run to be left must not see a gap.
            return next.task() == null ? null : leased(next.task(), next.askedAt());
        } finally {
            runs.remove(current.lease());
        }
    }

    void onRunEnd(RunMeter measured) {
        meter = measured;
    }

    private RunEnd run(Handed current) {
        long began = System.nanoTime();
        var end = unmeasured(current);
        meter.ended(end, Duration.ofNanos(System.nanoTime() - began));
        return end;
    }

    private RunEnd unmeasured(Handed current) {
        if (isStopping()) {
            current.lease().end(EndReason.STOPPED);
        }
        try {
            return runner.run(current.task(), current.lease());
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "Task {} could not be run because of a fault in the worker. It will run again when its lease is over.",
                    current.task().id(),
                    e);
            return new RunEnd.Lost();
        }
    }
}
