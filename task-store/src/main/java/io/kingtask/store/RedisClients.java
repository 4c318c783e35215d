package io.kingtask.store;

import java.time.Duration;
import java.util.LinkedHashSet;
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

/** Makes a Jedis client for an address. Nothing connects before the first command. */
final class RedisClients {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    /** Above the longest wait for work, so that a Redis that hangs is noticed; also the longest silence on a subscription. */
    private static final Duration BLOCKED_TIMEOUT = Duration.ofSeconds(15);

    private RedisClients() {}

    static UnifiedJedis open(RedisAddress address, int maxConnections) {
        var nodes = address.nodes().stream()
                .map(node -> new HostAndPort(node.host(), node.port()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return switch (address.kind()) {
            case SINGLE ->
                RedisClient.builder()
                        .hostAndPort(nodes.iterator().next())
                        .clientConfig(config(address))
                        .poolConfig(pool(maxConnections))
                        .build();
            case SENTINEL -> sentinel(address, nodes, maxConnections);
            case CLUSTER ->
                RedisClusterClient.builder()
                        .nodes(nodes)
                        .clientConfig(config(address))
                        .poolConfig(pool(maxConnections))
                        .build();
        };
    }

    private static UnifiedJedis sentinel(RedisAddress address, Set<HostAndPort> nodes, int maxConnections) {
        return RedisSentinelClient.builder()
                .masterName(address.master())
                .sentinels(nodes)
                .clientConfig(config(address))
                .poolConfig(pool(maxConnections))
                .build();
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
