package io.kingtask.worker.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.WorkStore.Run;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeasedRunTest {

    private long nanos = Long.MAX_VALUE - 5_000_000_000L; // so that the clock runs over in the middle of a test
    private final LeaseTime time = new LeaseTime(Duration.ofSeconds(15), Duration.ofSeconds(5), () -> nanos);
    private final LeasedRun run = new LeasedRun(new Run("a", 1), time, nanos);

    @Test
    void runGoesOnWhileItsLeaseIsRenewed() {
        for (int i = 0; i < 5; i++) {
            pass(5);
            assertNull(run.due());
            run.renewed(nanos);
        }
    }

    @Test
    void leaseThatCannotBeRenewedEndsTheRunBeforeItIsOver() {
        pass(10);
        assertNull(run.due());
        pass(1);
        assertEquals(EndReason.LOST_LEASE, run.due());
        assertEquals(Duration.ofSeconds(3), run.grace(EndReason.LOST_LEASE));
        assertFalse(run.mustBeGone());
        pass(3);
        assertTrue(run.mustBeGone());
    }

    @Test
    void limitEndsTheRun() {
        run.limit(Duration.ofSeconds(2));
        assertEquals(Duration.ofSeconds(2), run.untilDue());
        pass(2);
        assertEquals(EndReason.TIMEOUT, run.due());
    }

    @Test
    void limitBeyondTheLeaseWaitsForTheLease() {
        run.limit(Duration.ofSeconds(60));
        assertEquals(Duration.ofMillis(10_500), run.untilDue());
    }

    @Test
    void firstOrderStandsAndWakes() {
        var woken = new AtomicInteger();
        run.onOrder(woken::incrementAndGet);
        run.end(EndReason.CANCELLED);
        run.end(EndReason.STOPPED);
        assertEquals(EndReason.CANCELLED, run.due());
        assertEquals(1, woken.get());
    }

    @Test
    void runOfAnotherGetsNoGrace() {
        assertEquals(Duration.ZERO, run.grace(EndReason.NOT_OWNER));
        assertEquals(Duration.ofSeconds(5), run.grace(EndReason.TIMEOUT));
    }

    @Test
    void resultIsKeptForALeaseBeyondTheLease() {
        pass(29);
        assertFalse(run.isSurelyOver());
        pass(2);
        assertTrue(run.isSurelyOver());
    }

    private void pass(int seconds) {
        nanos += seconds * 1_000_000_000L;
    }
}
