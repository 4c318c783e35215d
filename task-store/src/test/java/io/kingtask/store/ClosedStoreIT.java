package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;

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
        try (var server = LocalRedis.start();
                var watch = RedisClients.open(RedisAddress.parse(server.address()), 1)
                        .jedis()) {
            try (var store = RedisStore.open(RedisAddress.parse(server.address()), 4, this::thread);
                    var events = subscribed(store)) {
                store.work().awaitWork(StoreFixture.worker("w"), List.of("default"), Duration.ofMillis(50));
                assertEquals(1, threads.size(), () -> "of " + events);
            }
            assertFalse(threads.element().isAlive());
            assertEquals(1, connections(watch));
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
                assertTrue(System.nanoTime() - begin < Duration.ofSeconds(4).toNanos());
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

    private static long connections(UnifiedJedis watch) {
        var clients = (byte[]) watch.executeCommand(new CommandArguments(Protocol.Command.CLIENT).add("LIST"));
        return new String(clients, StandardCharsets.UTF_8).lines().count();
    }
}
