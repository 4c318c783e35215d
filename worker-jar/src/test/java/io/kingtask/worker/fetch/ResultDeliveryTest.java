package io.kingtask.worker.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Outcome;
import io.kingtask.store.WorkStore.Run;
import io.kingtask.worker.FakeWorkStore;
import io.kingtask.worker.execute.RunEnd;
import io.kingtask.worker.execute.Tasks;
import io.kingtask.worker.lease.LeaseTime;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.loop.StoreWatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ResultDeliveryTest {

    private final FakeWorkStore store = new FakeWorkStore();
    private long calls;
    private final LeaseTime time = new LeaseTime(Duration.ofSeconds(15), Duration.ofSeconds(5), this::secondsOfCalls);

    /** Redis is away for the first looks at the clock. */
    private long secondsOfCalls() {
        store.switchOff(calls < 3);
        return TimeUnit.SECONDS.toNanos(calls++);
    }

    @Test
    void leaseOfTheNextTaskCountsFromTheCallThatBroughtIt() throws InterruptedException {
        var done = Tasks.task("a", List.of());
        var waiting = Tasks.task("b", List.of());
        store.add(waiting);
        var lease = new LeasedRun(done.run(), time, 0);
        var delivery = new ResultDelivery(store, FakeWorkStore.WORKER, new StoreWatch("redis"), time);

        var next = delivery.deliver(lease, succeeded(done.run()), List.of("default"));

        assertEquals(waiting, next.task());
        assertEquals(TimeUnit.SECONDS.toNanos(calls - 1), next.askedAt());
        assertEquals(1, store.finished.size());
    }

    private static RunEnd succeeded(Run run) {
        return new RunEnd.Result(
                new Finish(run, Outcome.SUCCEEDED, 0, null, new byte[0], new byte[0], null, null, null));
    }
}
