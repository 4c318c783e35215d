package io.kingtask.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.MigrateParams;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A Cluster of three primaries on loopback, with or without a replica for each. */
public final class LocalCluster implements RedisUnderTest {

    private static final int SLOTS = 16_384;
    private static final int PRIMARIES = 3;
    private static final int KEYS_AT_ONCE = 50;

    /** After which nodes hold a silent one for dead: a busy machine may hold one up for some seconds. */
    private static final Duration PATIENT = Duration.ofSeconds(30);

    /** The same while the Cluster is made, which is the quicker for it, and while a primary is killed. */
    private static final Duration HASTY = Duration.ofSeconds(2);

    private final List<LocalRedis> nodes;

    private LocalCluster(int size, List<String> options) {
        nodes = Stream.generate(() -> node(options)).limit(size).toList();
        for (int i = 0; i < PRIMARIES; i++) {
            own(i);
        }
        nodes.forEach(node -> on(node, jedis -> nodes.stream()
                .map(other -> jedis.clusterMeet("127.0.0.1", other.port()))
                .toList()));
        StoreFixture.await(() -> nodes.stream().allMatch(this::isComplete));
        holdForDeadAfter(nodes, PATIENT);
    }

    private static void holdForDeadAfter(List<LocalRedis> nodes, Duration silence) {
        nodes.forEach(
                node -> on(node, jedis -> jedis.configSet("cluster-node-timeout", Long.toString(silence.toMillis()))));
    }

    /** Starts the nodes, makes them a Cluster, and waits until all of them agree on it. */
    public static LocalCluster start(String... options) {
        return new LocalCluster(PRIMARIES, List.of(options));
    }

    /** The same with a replica for each primary, which takes its place within seconds when it dies. */
    public static LocalCluster startWithReplicas(String... options) {
        var cluster = new LocalCluster(2 * PRIMARIES, List.of(options));
        for (int i = 0; i < PRIMARIES; i++) {
            var id = on(cluster.nodes.get(i), Jedis::clusterMyId);
            on(cluster.nodes.get(PRIMARIES + i), jedis -> jedis.clusterReplicate(id));
        }
        StoreFixture.await(cluster::isReplicated);
        return cluster;
    }

    private static LocalRedis node(List<String> options) {
        var all = new ArrayList<>(List.of(
                "--cluster-enabled",
                "yes",
                "--cluster-node-timeout",
                Long.toString(HASTY.toMillis()),
                "--repl-diskless-sync-delay",
                "0"));
        all.addAll(options);
        return LocalRedis.start(all.toArray(String[]::new));
    }

    private static <T> T on(LocalRedis node, Function<Jedis, T> action) {
        try (var jedis = node.client()) {
            return action.apply(jedis);
        }
    }

    /** The servers. */
    public List<LocalRedis> nodes() {
        return nodes;
    }

    private void own(int index) {
        int share = SLOTS / PRIMARIES;
        int end = index == PRIMARIES - 1 ? SLOTS : share * (index + 1);
        on(
                nodes.get(index),
                jedis -> jedis.clusterAddSlots(
                        IntStream.range(share * index, end).toArray()));
    }

    private boolean isComplete(LocalRedis node) {
        var info = on(node, Jedis::clusterInfo);
        return info.contains("cluster_state:ok")
                && info.contains("cluster_known_nodes:" + nodes.size())
                && info.contains("cluster_size:3");
    }

    /** Whether every slot is served and every primary has a replica that follows it. */
    private boolean isReplicated() {
        var roles = nodes.stream()
                .map(node -> on(node, jedis -> jedis.info("replication")))
                .toList();
        return nodes.stream().allMatch(this::isComplete)
                && roles.stream().filter(role -> role.contains("role:master")).count() == PRIMARIES
                && roles.stream()
                                .filter(role -> role.contains("connected_slaves:1"))
                                .count()
                        == PRIMARIES
                && roles.stream()
                                .filter(role -> role.contains("master_link_status:up"))
                                .count()
                        == PRIMARIES;
    }

    /** Kills the primary that has the key's slot, waits until its replica has it, and brings the old one back as a replica. */
    public void failOver(String key) {
        var old = owner(key);
        var others = nodes.stream().filter(node -> node != old).toList();
        holdForDeadAfter(others, HASTY);
        old.kill();
        StoreFixture.await(() -> others.stream().anyMatch(node -> isOwner(node, key)));
        old.restart();
        StoreFixture.await(this::isReplicated);
        holdForDeadAfter(nodes, PATIENT);
    }

    /** Stops a node, brings it back after what is to happen meanwhile, and waits until every slot is served again. */
    public void without(LocalRedis node, Runnable meanwhile) {
        holdForDeadAfter(nodes, HASTY);
        node.stop();
        meanwhile.run();
        node.restart();
        StoreFixture.await(() -> nodes.stream().allMatch(this::isComplete));
        holdForDeadAfter(nodes, PATIENT);
    }

    /**
     * Moves the slot of a key to another primary, as redis-cli does it.
     *
     * @param midway is run when the move has begun and half of it is still to be done
     */
    public void moveSlot(String key, Runnable midway) {
        int slot = JedisClusterCRC16.getSlot(key);
        var source = owner(key);
        var target =
                primaries().stream().filter(node -> node != source).findFirst().orElseThrow();
        var sourceId = on(source, Jedis::clusterMyId);
        var targetId = on(target, Jedis::clusterMyId);
        on(target, jedis -> jedis.clusterSetSlotImporting(slot, sourceId));
        on(source, jedis -> jedis.clusterSetSlotMigrating(slot, targetId));
        moveKeys(source, target, slot, 1);
        midway.run();
        while (moveKeys(source, target, slot, KEYS_AT_ONCE)) {
            Thread.onSpinWait();
        }
        on(target, jedis -> jedis.clusterSetSlotNode(slot, targetId));
        primaries().forEach(node -> on(node, jedis -> jedis.clusterSetSlotNode(slot, targetId)));
    }

    private static boolean moveKeys(LocalRedis source, LocalRedis target, int slot, int count) {
        return on(source, jedis -> {
            var keys = jedis.clusterGetKeysInSlot(slot, count);
            if (keys.isEmpty()) {
                return false;
            }
            jedis.migrate("127.0.0.1", target.port(), 5000, new MigrateParams(), keys.toArray(String[]::new));
            return true;
        });
    }

    private LocalRedis owner(String key) {
        return nodes.stream().filter(node -> isOwner(node, key)).findFirst().orElseThrow();
    }

    private List<LocalRedis> primaries() {
        return nodes.stream()
                .filter(node -> on(node, jedis -> jedis.info("replication")).contains("role:master"))
                .toList();
    }

    /** A node that has not the slot answers with a redirection; so does a replica. */
    private static boolean isOwner(LocalRedis node, String key) {
        try {
            on(node, jedis -> jedis.exists(key));
            return true;
        } catch (JedisException e) {
            return false;
        }
    }

    @Override
    public String address() {
        return "cluster://" + nodes.stream().map(LocalRedis::address).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        nodes.forEach(LocalRedis::close);
    }
}
