package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Redis answers in bad moments: scripts forgotten, not writable, still loading. */
@Tag("fault")
final class RedisFaultsIT {

    @Test
    void scriptsThatRedisForgetsInMidFlightAreSentAgain() throws InterruptedException {
        try (var server = LocalRedis.start();
                var fixture = new StoreFixture(server.address(), 1)) {
            var ended = new AtomicBoolean();
            var flushes = new Thread(() -> {
                while (!ended.get()) {
                    fixture.redis.scriptFlush();
                }
            });
            flushes.start();
            try {
                IntStream.range(0, 300).forEach(i -> submitAndRun(fixture));
            } finally {
                ended.set(true);
                flushes.join();
            }
            var audit = fixture.tasks.audit();
            assertTrue(audit.balanced(), audit::toString);
            assertEquals(300, audit.states().get("succeeded"));
        }
    }

    private static void submitAndRun(StoreFixture fixture) {
        var worker = StoreFixture.worker("worker");
        var id = fixture.submit(StoreFixture.now());
        var run = fixture.claim(worker).run();
        assertEquals(id, run.id());
        fixture.work.turn(worker, List.of(StoreFixture.success(run, "57")), List.of("default"), 1);
    }

    @Test
    void serverThatBecomesAReplicaIsUnavailableUntilItIsAPrimaryAgain() {
        try (var server = LocalRedis.start();
                var fixture = new StoreFixture(server.address(), 1);
                var redis = server.client()) {
            var kept = fixture.submit(StoreFixture.now());
            redis.replicaof("127.0.0.1", 1);
            var refused = assertThrows(StoreUnavailableException.class, () -> fixture.submit(StoreFixture.now()));
            assertTrue(String.valueOf(refused.getMessage()).contains("READONLY"), refused::toString);
            assertThrows(StoreUnavailableException.class, fixture.tasks::checkWritable);
            redis.replicaofNoOne();
            fixture.submit(StoreFixture.now());
            assertEquals(kept, fixture.claim(StoreFixture.worker("worker")).id());
            assertTrue(fixture.tasks.audit().balanced());
        }
    }

    @Test
    void serverThatStillLoadsIsUnavailableUntilItHasLoaded() throws InterruptedException {
        // While it loads, Redis answers once every 1,024 commands that it reads. It takes its time until it was seen
        // to.
        try (var server = LocalRedis.start("--key-load-delay", "500");
                var fixture = new StoreFixture(server.address(), 1)) {
            int stored = 3_000;
            var tasks =
                    IntStream.range(0, stored).mapToObj(i -> StoreFixture.now()).toList();
            fixture.tasks.submit(tasks, 0);
            server.stop();
            Set<String> words = ConcurrentHashMap.newKeySet();
            var asks = new Thread(() -> {
                while (!words.contains("good")) {
                    var word = oneTry(fixture);
                    if (words.add(word) && word.contains("LOADING")) {
                        loadAtOnce(server);
                    }
                }
            });
            asks.start();
            server.restart();
            asks.join();
            assertTrue(words.stream().anyMatch(word -> word.contains("LOADING")), words::toString);
            var audit = fixture.tasks.audit();
            assertTrue(audit.balanced(), audit::toString);
            assertEquals(stored + 1, audit.accepted());
        }
    }

    private static void loadAtOnce(LocalRedis server) {
        try (var redis = server.client()) {
            redis.configSet("key-load-delay", "0");
        }
    }

    private static String oneTry(StoreFixture fixture) {
        try {
            fixture.submit(StoreFixture.now());
            return "good";
        } catch (StoreUnavailableException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
