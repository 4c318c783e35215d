package io.kingtask.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 * Looks whether Redis is set up so that it can keep tasks: version, eviction, persistence, and under Sentinels that a primary without
 * replicas takes no writes. Warns of what is wrong and says what to set, once
 * for each server and until it is set right. What Redis does not let us see is no fault: managed ones often forbid it.
 */
final class ServerCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);
    private static final int MAJOR = 6;
    private static final int MINOR = 2;

    private final RedisAddress address;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    ServerCheck(RedisAddress address) {
        this.address = address;
    }

    /** One server to be asked. */
    private interface Server {
        String info();

        Map<String, String> config(String name);
    }

    /** To be called when a connection was made, and when it is back after an interruption. */
    void look(UnifiedJedis redis) {
        if (redis instanceof RedisClusterClient cluster) {
            cluster.getClusterNodes().forEach((name, pool) -> {
                try (var node = new Jedis(pool.getResource())) {
                    look(name, server(node));
                } catch (JedisConnectionException e) {
                    LOG.debug("Node {} of the Cluster does not answer; it is looked at when it is back.", name, e);
                }
            });
        } else if (redis instanceof RedisSentinelClient sentinels) {
            look(sentinels.getCurrentMaster().toString(), server(redis));
        } else {
            look(address.toString(), server(redis));
        }
    }

    private static Server server(UnifiedJedis redis) {
        return new Server() {
            @Override
            public String info() {
                return redis.info();
            }

            @Override
            public Map<String, String> config(String name) {
                return redis.configGet(name);
            }
        };
    }

    private static Server server(Jedis redis) {
        return new Server() {
            @Override
            public String info() {
                return redis.info();
            }

            @Override
            public Map<String, String> config(String name) {
                return redis.configGet(name);
            }
        };
    }

    private void look(String name, Server server) {
        var unseen = new ArrayList<String>();
        var faults = faults(server, unseen).stream()
                .map(fault -> "Redis at " + name + " " + fault)
                .toList();
        said.removeIf(sentence -> sentence.startsWith("Redis at " + name + " ") && !faults.contains(sentence));
        faults.stream().filter(said::add).forEach(LOG::warn);
        if (!unseen.isEmpty() && said.add(name + " unseen")) {
            LOG.info(
                    "Redis at {} does not let us see {}. Make sure that it evicts nothing (maxmemory-policy noeviction) and saves what "
                            + "it has (appendonly yes, or save points).",
                    name,
                    String.join(" and ", unseen));
        }
    }

    /** @param unseen what could not be looked at */
    private List<String> faults(Server server, List<String> unseen) {
        var faults = new ArrayList<String>();
        Map<String, String> info;
        try {
            info = fields(server.info());
        } catch (JedisDataException e) {
            LOG.debug("INFO was refused.", e);
            unseen.add("its version and settings");
            return faults;
        }
        var version = info.getOrDefault("redis_version", "");
        if (isTooOld(version)) {
            faults.add("is version " + version + ", which lacks commands that kingtask needs; use " + MAJOR + "."
                    + MINOR + " or later.");
        }
        var policy = info.getOrDefault("maxmemory_policy", "");
        if (policy.isEmpty()) {
            unseen.add("its eviction policy");
        } else if (!policy.equals("noeviction")) {
            faults.add("has maxmemory-policy " + policy
                    + ": when its memory is full it throws tasks away. Set maxmemory-policy noeviction.");
        }
        if (info.getOrDefault("aof_enabled", "").equals("0")) {
            lookAtSavePoints(server, faults, unseen);
        }
        if (address.kind() == RedisAddress.Kind.SENTINEL && writesAlone(info)) {
            faults.add(
                    "has min-replicas-to-write 0: when it comes back after a failover it takes work for a while that is then forgotten, "
                            + "and tasks run twice. Set min-replicas-to-write 1 on each server, with two replicas or more.");
        }
        return faults;
    }

    /** INFO has the number of good replicas only where one is asked for. */
    private static boolean writesAlone(Map<String, String> info) {
        return info.containsKey("role") && !info.containsKey("min_slaves_good_slaves");
    }

    private static void lookAtSavePoints(Server server, List<String> faults, List<String> unseen) {
        try {
            var points = server.config("save");
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
