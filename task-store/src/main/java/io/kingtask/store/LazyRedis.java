package io.kingtask.store;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/**
 * A Jedis client that is made at its first use: those for Sentinel and Cluster ask their nodes when they are made, and a Redis that is down at
 * the start of a program must not end it.
 */
final class LazyRedis implements AutoCloseable {

    private final Supplier<UnifiedJedis> make;
    private volatile @Nullable UnifiedJedis client;
    private volatile boolean closed;

    LazyRedis(Supplier<UnifiedJedis> make) {
        this.make = make;
    }

    /** @throws redis.clients.jedis.exceptions.JedisException when no node answers */
    UnifiedJedis get() {
        var made = client;
        return made != null ? made : makeOnce();
    }

    private synchronized UnifiedJedis makeOnce() {
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

    /** Forgets pooled connections, which are likely all broken when one is. Those for Sentinel and Cluster do so by themselves. */
    void dropConnections() {
        if (client instanceof RedisClient single) {
            single.getPool().clear();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        var made = client;
        if (made != null) {
            made.close();
        }
    }
}
