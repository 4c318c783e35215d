package io.kingtask.store;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/**
 * A Jedis client that is made at its first use: those for Sentinel and Cluster ask their nodes when they are made, and a Redis that is down at
 * the start of a program must not end it.
 */
final class LazyRedis implements AutoCloseable {

    private final Supplier<RedisClients.Client> make;
    private volatile RedisClients.@Nullable Client client;
    private volatile boolean closed;

    LazyRedis(Supplier<RedisClients.Client> make) {
        this.make = make;
    }

    /** @throws redis.clients.jedis.exceptions.JedisException when no node answers */
    UnifiedJedis get() {
        var made = client;
        return (made != null ? made : makeOnce()).jedis();
    }

    private synchronized RedisClients.Client makeOnce() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        var made = client;
        if (made == null) {
            made = make.get();
            client = made;
        }
        return made;
    }

    /** Forgets what connections there are, and under Sentinels and in a Cluster where they led to. */
    void dropConnections() {
        var made = client;
        if (made != null) {
            made.dropConnections().run();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        var made = client;
        if (made != null) {
            made.jedis().close();
        }
    }
}
