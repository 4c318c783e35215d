package io.kingtask.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What keeps one server of Redis from keeping tasks: version, eviction, persistence, and under Sentinels that a primary without
 * replicas takes writes. What Redis does not let us see is no fault: managed ones often forbid it.
 *
 * @param server {@code host:port}, or the address as it was configured
 * @param version empty when it was not to be seen
 * @param role empty when it was not to be seen
 * @param faults each says what is wrong and what to set, without the server's name before it
 * @param unseen what could not be looked at
 */
record ServerFaults(String server, String version, String role, List<String> faults, List<String> unseen) {

    private static final Logger LOG = LoggerFactory.getLogger(ServerFaults.class);
    private static final int MAJOR = 6;
    private static final int MINOR = 2;

    /** One server to be asked. */
    private record Server(Supplier<String> info, Function<String, Map<String, String>> config) {}

    /** Looks at the server, at the primary under Sentinels, or at every node of a Cluster that answers. */
    static List<ServerFaults> of(UnifiedJedis redis, RedisAddress address) {
        if (redis instanceof RedisClusterClient cluster) {
            var all = new ArrayList<ServerFaults>();
            cluster.getClusterNodes().forEach((name, pool) -> {
                try (var node = new Jedis(pool.getResource())) {
                    all.add(look(name, new Server(node::info, node::configGet), false));
                } catch (JedisConnectionException e) {
                    LOG.debug("Node {} of the Cluster does not answer; it is looked at when it is back.", name, e);
                }
            });
            return all;
        }
        if (redis instanceof RedisSentinelClient sentinels) {
            return List.of(
                    look(sentinels.getCurrentMaster().toString(), new Server(redis::info, redis::configGet), true));
        }
        return List.of(look(address.toString(), new Server(redis::info, redis::configGet), false));
    }

    private static ServerFaults look(String name, Server server, boolean underSentinels) {
        var faults = new ArrayList<String>();
        var unseen = new ArrayList<String>();
        Map<String, String> info;
        try {
            info = fields(server.info.get());
        } catch (JedisDataException e) {
            LOG.debug("INFO was refused.", e);
            return new ServerFaults(name, "", "", List.of(), List.of("its version and settings"));
        }
        var version = info.getOrDefault("redis_version", "");
        if (isTooOld(version)) {
            faults.add("is version " + version + ", which lacks commands that kingtask needs; use " + MAJOR + "."
                    + MINOR + " or later.");
        }
        lookAtEviction(info, faults, unseen);
        if (info.getOrDefault("aof_enabled", "").equals("0")) {
            lookAtSavePoints(server, faults, unseen);
        }
        if (underSentinels && writesAlone(info)) {
            faults.add(
                    "has min-replicas-to-write 0: when it comes back after a failover it takes work for a while that is then forgotten, "
                            + "and tasks run twice. Set min-replicas-to-write 1 on each server, with two replicas or more.");
        }
        return new ServerFaults(name, version, info.getOrDefault("role", ""), List.copyOf(faults), List.copyOf(unseen));
    }

    private static void lookAtEviction(Map<String, String> info, List<String> faults, List<String> unseen) {
        var policy = info.getOrDefault("maxmemory_policy", "");
        if (policy.isEmpty()) {
            unseen.add("its eviction policy");
        } else if (!policy.equals("noeviction")) {
            faults.add("has maxmemory-policy " + policy
                    + ": when its memory is full it throws tasks away. Set maxmemory-policy noeviction.");
        }
    }

    /** INFO has the number of good replicas only where one is asked for. */
    private static boolean writesAlone(Map<String, String> info) {
        return info.containsKey("role") && !info.containsKey("min_slaves_good_slaves");
    }

    private static void lookAtSavePoints(Server server, List<String> faults, List<String> unseen) {
        try {
            var points = server.config.apply("save");
            if (!points.containsKey("save")) {
                unseen.add("its save points");
            } else if (points.getOrDefault("save", "").isBlank()) {
                faults.add(
                        "saves nothing to disk: when it ends all tasks are lost. Set appendonly yes, or save points at least.");
            }
        } catch (JedisDataException e) {
            LOG.debug("CONFIG was refused.", e);
            unseen.add("its save points");
        }
    }

    private static Map<String, String> fields(String info) {
        return info.lines()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].strip(), (first, second) -> first));
    }

    static boolean isTooOld(String version) {
        var parts = version.split("\\.", 3);
        try {
            int major = Integer.parseInt(parts[0]);
            return major < MAJOR || (major == MAJOR && parts.length > 1 && Integer.parseInt(parts[1]) < MINOR);
        } catch (NumberFormatException e) {
            return false; // a server of another make; that it lacks something will show
        }
    }
}
