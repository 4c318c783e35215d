package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.TaskStore.Submitted;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** Redis behind a password, and with a user of few rights. */
final class RedisSecurityIT {

    private static final String[] FEW_RIGHTS = {
        "--user", "kt", "on", ">secret", "~kingtask:*", "resetchannels", "&kingtask:*", "+@all", "-@dangerous"
    };

    @Test
    void passwordOpensAndAWrongOneIsNotShown() {
        try (var server = LocalRedis.start("--requirepass", "open/se:s@me")) {
            assertAccepts("redis://:open%2Fse%3As%40me@" + server.address());
            for (var address : List.of(server.address(), "redis://:hushhush@" + server.address())) {
                try (var store = RedisStore.open(RedisAddress.parse(address), 2, 1)) {
                    var refused = assertThrows(
                            StoreUnavailableException.class, () -> store.tasks().checkWritable());
                    assertFalse(refused.toString().contains("hush"), refused::toString);
                }
            }
        }
    }

    @Test
    void sentinelsAskForAPasswordOfTheirOwn() {
        try (var server = LocalRedis.start("--requirepass", "server");
                var sentinel = LocalRedis.startSentinel("--requirepass", "guard")) {
            try (var jedis = new Jedis("redis://:guard@" + sentinel.address())) {
                jedis.sentinelMonitor(LocalSentinels.MASTER, "127.0.0.1", server.port(), 1);
                jedis.sentinelSet(LocalSentinels.MASTER, Map.of("auth-pass", "server"));
            }
            var address = "sentinel://:server@" + sentinel.address() + "/" + LocalSentinels.MASTER;
            assertAccepts(address + "?sentinel_password=guard");
            for (var wrong : List.of(address, address + "?sentinel_password=hushhush")) {
                try (var store = RedisStore.open(RedisAddress.parse(wrong), 2, 1)) {
                    var refused = assertThrows(
                            StoreUnavailableException.class, () -> store.tasks().checkWritable());
                    assertFalse(refused.toString().contains("hush"), refused::toString);
                }
            }
        }
    }

    @Test
    void userNeedsTheKeysAndChannelsOfKingtaskAndNoDangerousCommand() {
        try (var server = LocalRedis.start(FEW_RIGHTS)) {
            var address = "redis://kt:secret@" + server.address();
            assertAccepts(address);
            try (var log = new LogLines(ServerCheck.class);
                    var store = RedisStore.open(RedisAddress.parse(address), 4, 1)) {
                hearOnce(store);
                assertEquals(List.of(), log.warnings());
                assertEquals(1, log.infos().size());
                var worker = StoreFixture.worker("worker");
                var work = store.work();
                work.heartbeat(worker, Set.of("example"), List.of(), false);
                var run = work.claim(worker, List.of("default"), 1).get(0).run();
                assertEquals(WorkStore.Finished.OK, work.finish(worker, StoreFixture.success(run, "57")));
                assertTrue(store.tasks().audit().balanced());
            }
        }
    }

    private static void hearOnce(RedisStore store) {
        var heard = new Semaphore(0);
        var events = store.brokerEvents(new StoreEvents.Listener() {
            @Override
            public void reconnected() {
                heard.release();
            }
        });
        StoreFixture.await(heard::tryAcquire);
        events.close();
    }

    private static void assertAccepts(String address) {
        try (var store = RedisStore.open(RedisAddress.parse(address), 2, 1)) {
            assertEquals(
                    Submitted.ACCEPTED,
                    store.tasks().submit(List.of(StoreFixture.now()), 0).get(0).answer());
        }
    }
}
