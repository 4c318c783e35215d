package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** What is left of a store in a process that goes on. */
final class ClosedStoreIT {

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final Semaphore heard = new Semaphore(0);

    private Thread thread(Runnable work) {
        var thread = new Thread(work);
        threads.add(thread);
        return thread;
    }

    @Test
    void neitherThreadNorConnection() {
        try (var server = LocalRedis.start()) {
            try (var store = RedisStore.open(RedisAddress.parse(server.address()), 4, this::thread);
                    var events = subscribed(store)) {
                store.work().awaitWork(StoreFixture.worker("w"), List.of("default"), Duration.ofMillis(50));
                assertEquals(1, threads.size(), () -> "of " + events);
            }
            assertFalse(threads.element().isAlive());
            assertEquals(0, server.connections());
        }
    }

    @Test
    void neitherThreadNorConnectionOfAHungRedisForLong() {
        try (var server = LocalRedis.start();
                var store = RedisStore.open(RedisAddress.parse(server.address()), 4, this::thread)) {
            var events = subscribed(store);
            server.freeze();
            try {
                long begin = System.nanoTime();
                events.close();
                // Its own silence would end the connection's wait after 15 s.
                assertTrue(System.nanoTime() - begin < Duration.ofSeconds(10).toNanos());
            } finally {
                server.thaw();
            }
            StoreFixture.await(() -> !threads.element().isAlive());
        }
    }

    private StoreEvents subscribed(RedisStore store) {
        var events = store.workerEvents("w", new StoreEvents.Listener() {
            @Override
            public void reconnected() {
                heard.release();
            }
        });
        StoreFixture.await(heard::tryAcquire);
        return events;
    }
}
