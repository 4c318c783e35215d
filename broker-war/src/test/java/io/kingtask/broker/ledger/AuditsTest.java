package io.kingtask.broker.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.Audit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AuditsTest {

    private final ArrayDeque<Runnable> threads = new ArrayDeque<>();
    private int made;
    private final Audits audits = new Audits(this::make, threads::add);

    private Audit make() {
        made++;
        if (made == 2) {
            throw new IllegalStateException("the second fails");
        }
        return new Audit(true, made, Map.of(), Map.of(), List.of());
    }

    @Test
    void whoAsksMeanwhileSharesTheNextOneAndOnlyOneIsUnderWay() {
        var first = audits.begin().toCompletableFuture();
        var second = audits.begin().toCompletableFuture();
        var third = audits.begin().toCompletableFuture();
        assertEquals(1, threads.size());
        assertSame(second, third);
        threads.remove().run();
        assertEquals(1, first.join().accepted());
        assertFalse(second.isDone());
        assertEquals(1, threads.size());
        threads.remove().run();
        assertTrue(second.isCompletedExceptionally());
        var fourth = audits.begin().toCompletableFuture();
        threads.remove().run();
        assertEquals(3, fourth.join().accepted());
        assertTrue(threads.isEmpty());
    }

    @Test
    void stoppedServerIsToldToWhoAsks() {
        var stopped = new Audits(this::make, turn -> {
            throw new RejectedExecutionException();
        });
        assertTrue(stopped.begin().toCompletableFuture().isCompletedExceptionally());
        assertTrue(stopped.begin().toCompletableFuture().isCompletedExceptionally());
    }
}
