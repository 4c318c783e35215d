package io.kingtask.store;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.ClusterConnectionProvider;

/** Makes a Jedis client for an address. Nothing connects before the first command. */
final class RedisClients {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    /** They are asked one after the other while somebody waits. */
    private static final Duration SENTINEL_TIMEOUT = Duration.ofSeconds(1);

    /** Above the longest wait for work, so that a Redis that hangs is noticed; also the longest silence on a subscription. */
    private static final Duration BLOCKED_TIMEOUT = Duration.ofSeconds(15);

    private RedisClients() {}

    /**
     * A client.
     *
     * @param dropConnections forgets pooled connections, which are likely all broken when one is, and where they led to
     */
    record Client(UnifiedJedis jedis, Runnable dropConnections) {}

    static Client open(RedisAddress address, int maxConnections) {
        var nodes = address.nodes().stream()
                .map(node -> new HostAndPort(node.host(), node.port()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return switch (address.kind()) {
            case SINGLE -> {
                var client = RedisClient.builder()
                        .hostAndPort(nodes.iterator().next())
                        .clientConfig(config(address))
                        .poolConfig(pool(maxConnections))
                        .build();
                yield new Client(client, client.getPool()::clear);
            }
            case SENTINEL -> sentinel(address, nodes, maxConnections);
            case CLUSTER -> cluster(address, nodes, maxConnections);
        };
    }

    private static Client cluster(RedisAddress address, Set<HostAndPort> nodes, int maxConnections) {
        var connections = new ClusterConnectionProvider(nodes, config(address), pool(maxConnections));
        var client = RedisClusterClient.builder()
                .nodes(nodes)
                .clientConfig(config(address))
                .connectionProvider(connections)
                .build();
        return new Client(client, connections::renewSlotCache);
    }

    private static Client sentinel(RedisAddress address, Set<HostAndPort> nodes, int maxConnections) {
        var master = Objects.requireNonNull(address.master());
        var connections =
                new SentinelConnections(master, nodes, config(address), sentinelConfig(address), pool(maxConnections));
        var client = RedisSentinelClient.builder()
                .masterName(master)
                .sentinels(nodes)
                .clientConfig(config(address))
                .connectionProvider(connections)
                .build();
        return new Client(client, connections::doubt);
    }

    /** User and password in front of the hosts are those of the servers. */
    private static JedisClientConfig sentinelConfig(RedisAddress address) {
        var config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis((int) SENTINEL_TIMEOUT.toMillis())
                .socketTimeoutMillis((int) SENTINEL_TIMEOUT.toMillis())
                .user(address.options().sentinelUser())
                .password(address.options().sentinelPassword())
                .clientName("kingtask");
        return withTls(address, config);
    }

    private static JedisClientConfig config(RedisAddress address) {
        var config = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis((int) CONNECT_TIMEOUT.toMillis())
                .socketTimeoutMillis((int) ANSWER_TIMEOUT.toMillis())
                .blockingSocketTimeoutMillis((int) BLOCKED_TIMEOUT.toMillis())
                .user(address.user())
                .password(address.password())
                .database(address.database())
                .clientName("kingtask");
        return withTls(address, config);
    }

    private static JedisClientConfig withTls(RedisAddress address, DefaultJedisClientConfig.Builder config) {
        return (address.tls() ? config.sslOptions(SslOptions.defaults()) : config).build();
    }

    private static GenericObjectPoolConfig<Connection> pool(int maxConnections) {
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(maxConnections);
        pool.setMaxIdle(maxConnections);
        pool.setMinIdle(0);
        pool.setMaxWait(CONNECT_TIMEOUT);
        pool.setTestWhileIdle(false);
        pool.setTimeBetweenEvictionRuns(Duration.ofSeconds(30));
        pool.setJmxEnabled(false);
        return pool;
    }
}
