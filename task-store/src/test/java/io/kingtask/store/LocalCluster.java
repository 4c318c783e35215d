package io.kingtask.store;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** A Cluster of three primaries on loopback. */
final class LocalCluster implements RedisUnderTest {

    private static final int SLOTS = 16_384;

    private final List<LocalRedis> nodes =
            Stream.generate(LocalCluster::node).limit(3).toList();

    private LocalCluster() {}

    /** Starts the nodes, makes them a Cluster, and waits until all of them agree on it. */
    static LocalCluster start() {
        var cluster = new LocalCluster();
        for (int i = 0; i < cluster.nodes.size(); i++) {
            cluster.join(i);
        }
        StoreFixture.await(() -> cluster.nodes.stream().allMatch(LocalCluster::isComplete));
        return cluster;
    }

    private static LocalRedis node() {
        return LocalRedis.start("--cluster-enabled", "yes", "--cluster-node-timeout", "2000");
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
