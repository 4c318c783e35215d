package io.kingtask.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** A primary with a replica, and three Sentinels that fail over within a second or two. */
public final class LocalSentinels implements RedisUnderTest {

    static final String MASTER = "kingtask";

    private final LocalRedis first;
    private final LocalRedis second;
    private final List<LocalRedis> sentinels =
            Stream.generate(LocalRedis::startSentinel).limit(3).toList();

    private LocalSentinels(List<String> options) {
        first = LocalRedis.start(options.toArray(String[]::new));
        var following = new ArrayList<>(options);
        following.addAll(List.of("--replicaof", "127.0.0.1", Integer.toString(first.port())));
        second = LocalRedis.start(following.toArray(String[]::new));
    }

    /** Starts all and waits until every Sentinel knows the replica and the other Sentinels. */
    public static LocalSentinels start(String... options) {
        var group = new LocalSentinels(List.of(options));
        group.sentinels.forEach(group::watch);
        StoreFixture.await(() -> group.sentinels.stream().allMatch(LocalSentinels::knowsAll));
        return group;
    }

    private void watch(LocalRedis sentinel) {
        try (var jedis = new Jedis("127.0.0.1", sentinel.port())) {
            jedis.sentinelMonitor(MASTER, "127.0.0.1", first.port(), 2);
            jedis.sentinelSet(MASTER, Map.of("down-after-milliseconds", "500", "failover-timeout", "2000"));
        }
    }

    private static boolean knowsAll(LocalRedis sentinel) {
        try (var jedis = new Jedis("127.0.0.1", sentinel.port())) {
            return jedis.sentinelSentinels(MASTER).size() == 2
                    && jedis.sentinelReplicas(MASTER).stream()
                            .anyMatch(replica -> "ok".equals(replica.get("master-link-status")));
        }
    }

    /** The server that the Sentinels hold for the primary. */
    public LocalRedis primary() {
        try (var jedis = new Jedis("127.0.0.1", sentinels.get(0).port())) {
            int port =
                    Integer.parseInt(jedis.sentinelGetMasterAddrByName(MASTER).get(1));
            return port == first.port() ? first : second;
        }
    }

    /** The other server. */
    public LocalRedis replica() {
        return primary() == first ? second : first;
    }

    /** Kills the primary and waits until the Sentinels have made the replica the primary; the old one then comes back as its replica. */
    public void failOver() {
        var old = primary();
        old.kill();
        StoreFixture.await(() -> primary() != old);
        old.restart();
        StoreFixture.await(() -> sentinels.stream().allMatch(LocalSentinels::knowsAll));
    }

    @Override
    public String address() {
        return "sentinel://" + sentinels.stream().map(LocalRedis::address).collect(Collectors.joining(",")) + "/"
                + MASTER;
    }

    @Override
    public void close() {
        sentinels.forEach(LocalRedis::close);
        second.close();
        first.close();
    }
}
