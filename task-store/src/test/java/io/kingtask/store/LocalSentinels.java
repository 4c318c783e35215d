package io.kingtask.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A primary with two replicas, and three Sentinels that fail over within seconds when a test wants it. As docs/redis.md wants it, a primary without a
 * replica takes no writes; options may say otherwise.
 */
public final class LocalSentinels implements RedisUnderTest {

    static final String MASTER = "kingtask";

    /** After which the Sentinels hold a silent primary for dead: a busy machine may hold one up for some seconds. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    /** The same while the primary is killed. */
    private static final Duration HASTY = Duration.ofSeconds(2);

    private final List<LocalRedis> servers = new ArrayList<>();
    private final List<LocalRedis> sentinels =
            Stream.generate(LocalRedis::startSentinel).limit(3).toList();

    private LocalSentinels(List<String> options) {
        var all = new ArrayList<>(List.of("--min-replicas-to-write", "1", "--repl-diskless-sync-delay", "0"));
        all.addAll(options);
        servers.add(LocalRedis.start(all.toArray(String[]::new)));
        all.addAll(List.of(
                "--replicaof", "127.0.0.1", Integer.toString(servers.get(0).port())));
        servers.add(LocalRedis.start(all.toArray(String[]::new)));
        servers.add(LocalRedis.start(all.toArray(String[]::new)));
    }

    /** Starts all and waits until every Sentinel knows the replicas and the other Sentinels. */
    public static LocalSentinels start(String... options) {
        var group = new LocalSentinels(List.of(options));
        group.sentinels.forEach(group::watch);
        StoreFixture.await(() -> group.sentinels.stream().allMatch(LocalSentinels::knowsAll));
        return group;
    }

    private void watch(LocalRedis sentinel) {
        try (var jedis = sentinel.client()) {
            jedis.sentinelMonitor(MASTER, "127.0.0.1", servers.get(0).port(), 2);
            jedis.sentinelSet(MASTER, Map.of("failover-timeout", "2000"));
        }
        holdForDeadAfter(sentinel, PATIENT);
    }

    private static void holdForDeadAfter(LocalRedis sentinel, Duration silence) {
        try (var jedis = sentinel.client()) {
            jedis.sentinelSet(MASTER, Map.of("down-after-milliseconds", Long.toString(silence.toMillis())));
        }
    }

    private static boolean knowsAll(LocalRedis sentinel) {
        try (var jedis = sentinel.client()) {
            return jedis.sentinelSentinels(MASTER).size() == 2
                    && jedis.sentinelReplicas(MASTER).stream()
                                    .filter(replica -> "ok".equals(replica.get("master-link-status")))
                                    .count()
                            == 2;
        }
    }

    /** The server that the Sentinels hold for the primary. */
    public LocalRedis primary() {
        try (var jedis = sentinels.get(0).client()) {
            int port =
                    Integer.parseInt(jedis.sentinelGetMasterAddrByName(MASTER).get(1));
            return servers.stream()
                    .filter(server -> server.port() == port)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The other servers. */
    public List<LocalRedis> replicas() {
        var primary = primary();
        return servers.stream().filter(server -> server != primary).toList();
    }

    /** Kills the primary and waits until the Sentinels have made a replica the primary; the old one then comes back as a replica. */
    public void failOver() {
        replacePrimary();
        StoreFixture.await(() -> sentinels.stream().allMatch(LocalSentinels::knowsAll));
    }

    /** The first half of {@link #failOver}: returns the old primary, which is back and holds itself for a primary still. */
    LocalRedis replacePrimary() {
        var old = primary();
        sentinels.forEach(sentinel -> holdForDeadAfter(sentinel, HASTY));
        old.kill();
        StoreFixture.await(() -> primary() != old);
        sentinels.forEach(sentinel -> holdForDeadAfter(sentinel, PATIENT));
        old.restart();
        return old;
    }

    @Override
    public String address() {
        return "sentinel://" + sentinels.stream().map(LocalRedis::address).collect(Collectors.joining(",")) + "/"
                + MASTER;
    }

    @Override
    public void close() {
        sentinels.forEach(LocalRedis::close);
        servers.forEach(LocalRedis::close);
    }
}
