package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** What is said of a Redis that is not set up for keeping tasks. */
final class ServerCheckIT {

    /** Counts how often a subscription came about; by then the server was looked at. */
    private static final class Connections implements StoreEvents.Listener {
        private final Semaphore made = new Semaphore(0);

        @Override
        public void reconnected() {
            made.release();
        }
    }

    @Test
    void goodRedisGivesNoCauseForWords() {
        try (var log = new LogLines(ServerCheck.class);
                var server = LocalRedis.start()) {
            look(server.address());
            assertEquals(List.of(), log.warnings());
            assertEquals(List.of(), log.infos());
        }
    }

    @Test
    void evictionAndMissingPersistenceAreWarnedOfOnceAndSayWhatToSet() {
        try (var log = new LogLines(ServerCheck.class);
                var server = LocalRedis.start("--appendonly", "no", "--maxmemory-policy", "allkeys-lru");
                var store = RedisStore.open(RedisAddress.parse(server.address()), 4, 1)) {
            var connections = new Connections();
            try (var events = store.brokerEvents(connections)) {
                StoreFixture.await(connections.made::tryAcquire);
                assertTrue(log.warnings().get(0).contains("Set maxmemory-policy noeviction"));
                assertTrue(log.warnings().get(1).contains("Set appendonly yes"));
                server.restart();
                StoreFixture.await(connections.made::tryAcquire);
                assertEquals(2, log.warnings().size(), () -> events + " " + log.warnings());
            }
        }
    }

    @Test
    void savePointsAreEnoughPersistence() {
        try (var log = new LogLines(ServerCheck.class);
                var server = LocalRedis.start("--appendonly", "no", "--save", "3600", "1")) {
            look(server.address());
            assertEquals(List.of(), log.warnings());
        }
    }

    @Test
    void whatMayNotBeSeenIsNoFault() {
        try (var log = new LogLines(ServerCheck.class);
                var server = LocalRedis.start("--appendonly", "no", "--rename-command", "CONFIG", "")) {
            look(server.address());
            assertEquals(List.of(), log.warnings());
            assertTrue(log.infos().get(0).contains("save points"), () -> String.valueOf(log.infos()));
        }
    }

    @Test
    void everyNodeOfAClusterIsLookedAt() {
        try (var log = new LogLines(ServerCheck.class);
                var cluster = LocalCluster.start("--maxmemory-policy", "volatile-lru")) {
            look(cluster.address());
            assertEquals(3, log.warnings().size(), () -> String.valueOf(log.warnings()));
        }
    }

    @Test
    void primaryUnderSentinelsIsLookedAt() {
        try (var log = new LogLines(ServerCheck.class);
                var group = LocalSentinels.start("--maxmemory-policy", "volatile-lru")) {
            look(group.address());
            assertEquals(1, log.warnings().size(), () -> String.valueOf(log.warnings()));
            assertTrue(log.warnings().get(0).contains(group.primary().address()));
        }
    }

    @Test
    void primaryThatWritesWithoutReplicasIsWarnedOfUnderSentinels() {
        try (var log = new LogLines(ServerCheck.class);
                var group = LocalSentinels.start("--min-replicas-to-write", "0")) {
            look(group.address());
            assertEquals(1, log.warnings().size(), () -> String.valueOf(log.warnings()));
            assertTrue(log.warnings().get(0).contains("Set min-replicas-to-write 1"));
        }
    }

    private static void look(String address) {
        var connections = new Connections();
        try (var store = RedisStore.open(RedisAddress.parse(address), 4, 1)) {
            var events = store.workerEvents("worker", connections);
            StoreFixture.await(connections.made::tryAcquire);
            events.close();
        }
    }
}
