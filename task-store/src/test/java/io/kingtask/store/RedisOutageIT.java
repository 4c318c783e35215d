package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kingtask.client.TaskState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Redis dies and comes back, with its data: the stores need no restart, and nothing acknowledged is gone. */
final class RedisOutageIT {

    @Test
    void storeGoesOnAfterRedisWasKilledAndRestarted() {
        try (var server = LocalRedis.start("--appendfsync", "always");
                var fixture = new StoreFixture(server.address(), 1)) {
            var worker = StoreFixture.worker("worker");
            fixture.submit(StoreFixture.now());
            var run = fixture.claim(worker).run();
            var waiting = fixture.submit(StoreFixture.now());

            server.kill();
            assertThrows(StoreUnavailableException.class, () -> fixture.tasks.submit(List.of(StoreFixture.now()), 0));
            assertThrows(StoreUnavailableException.class, fixture.tasks::checkWritable);

            server.restart();
            fixture.tasks.checkWritable();
            assertEquals(
                    List.of(waiting),
                    fixture
                            .work
                            .turn(worker, List.of(StoreFixture.success(run, "57")), List.of("default"), 1)
                            .claimed()
                            .stream()
                            .map(ClaimedTask::id)
                            .toList());
            assertEquals(TaskState.SUCCEEDED, fixture.view(run.id()).state());
        }
    }

    @Test
    void fullRedisRefusesSubmissionsAndKeepsWhatItHas() {
        try (var server = LocalRedis.start("--maxmemory-policy", "noeviction");
                var fixture = new StoreFixture(server.address(), 1)) {
            var kept = fixture.submit(StoreFixture.now());
            fixture.redis.configSet("maxmemory", "1");
            assertThrows(StoreUnavailableException.class, () -> fixture.tasks.submit(List.of(StoreFixture.now()), 0));
            assertThrows(StoreUnavailableException.class, fixture.tasks::checkWritable);
            fixture.redis.configSet("maxmemory", "0");
            assertEquals(TaskState.PENDING, fixture.view(kept).state());
        }
    }

    @Test
    void anotherNumberOfPartitionsIsRefused() {
        try (var server = LocalRedis.start();
                var first = new StoreFixture(server.address(), 2)) {
            first.submit(StoreFixture.now());
            var address = RedisAddress.parse(server.address());
            try (var other = RedisStore.open(address, 2, 3);
                    var worker = RedisStore.open(address, 2)) {
                assertThrows(
                        PartitionMismatchException.class, () -> other.timers().promote(1));
                assertEquals(
                        1,
                        worker.work()
                                .claim(StoreFixture.worker("w"), List.of("default"), 5)
                                .size());
            }
        }
    }
}
