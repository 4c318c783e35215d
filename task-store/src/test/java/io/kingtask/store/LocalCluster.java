package io.kingtask.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** A Cluster of three primaries on loopback. */
public final class LocalCluster implements RedisUnderTest {

    private static final int SLOTS = 16_384;

    private final List<LocalRedis> nodes;

    private LocalCluster(List<String> options) {
        nodes = Stream.generate(() -> node(options)).limit(3).toList();
    }

    /** Starts the nodes, makes them a Cluster, and waits until all of them agree on it. */
    public static LocalCluster start(String... options) {
        var cluster = new LocalCluster(List.of(options));
        for (int i = 0; i < cluster.nodes.size(); i++) {
            cluster.join(i);
        }
        StoreFixture.await(() -> cluster.nodes.stream().allMatch(LocalCluster::isComplete));
        return cluster;
    }

    private static LocalRedis node(List<String> options) {
        var all = new ArrayList<>(List.of("--cluster-enabled", "yes", "--cluster-node-timeout", "2000"));
        all.addAll(options);
        return LocalRedis.start(all.toArray(String[]::new));
    }

    /** The servers, all of them primaries. */
    public List<LocalRedis> nodes() {
        return nodes;
    }

    private void join(int index) {
        try (var jedis = new Jedis("127.0.0.1", nodes.get(index).port())) {
            int share = SLOTS / nodes.size();
            int end = index == nodes.size() - 1 ? SLOTS : share * (index + 1);
            jedis.clusterAddSlots(IntStream.range(share * index, end).toArray());
            nodes.forEach(other -> jedis.clusterMeet("127.0.0.1", other.port()));
        }
    }

    private static boolean isComplete(LocalRedis node) {
        try (var jedis = new Jedis("127.0.0.1", node.port())) {
            var info = jedis.clusterInfo();
            return info.contains("cluster_state:ok")
                    && info.contains("cluster_known_nodes:3")
                    && info.contains("cluster_size:3");
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
