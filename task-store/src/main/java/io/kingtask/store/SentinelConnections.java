package io.kingtask.store;

import java.util.Set;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.SentineledConnectionProvider;

/**
 * Connections to the primary that the Sentinels name. They are asked at the first use, when one of them announces a switch (Jedis listens
 * for that), and after each {@link #doubt}: the address that led to a broken connection may be that of a dead primary, which comes back as
 * a primary and is none any more.
 */
final class SentinelConnections extends SentineledConnectionProvider {

    private final Sentinels sentinels;
    private final JedisClientConfig config;
    private final GenericObjectPoolConfig<Connection> poolConfig;
    private volatile @Nullable Primary primary;
    private volatile boolean doubted;
    private boolean closed;

    /** @param announced what Jedis had heard of last when the Sentinels were asked */
    private record Primary(HostAndPort address, HostAndPort announced, ConnectionPool pool) {}

    /** @throws JedisException when no Sentinel answers */
    SentinelConnections(
            String master,
            Set<HostAndPort> nodes,
            JedisClientConfig config,
            JedisClientConfig sentinelConfig,
            GenericObjectPoolConfig<Connection> poolConfig) {
        super(master, config, poolConfig, nodes, sentinelConfig);
        this.sentinels = new Sentinels(master, nodes, sentinelConfig);
        this.config = config;
        this.poolConfig = poolConfig;
    }

    /** Forgets all connections; the next one leads to whom the Sentinels then name. */
    void doubt() {
        doubted = true;
    }

    @Override
    public Connection getConnection() {
        var known = primary();
        try {
            return known.pool().getResource();
        } catch (JedisException e) {
            if (!known.pool().isClosed()) {
                throw e;
            }
            return primary().pool().getResource(); // somebody else asked meanwhile
        }
    }

    @Override
    public Connection getConnection(CommandArguments arguments) {
        return getConnection();
    }

    @Override
    public HostAndPort getCurrentMaster() {
        return primary().address();
    }

    private Primary primary() {
        var known = primary;
        boolean sure = known != null && !doubted && known.announced().equals(super.getCurrentMaster());
        return known != null && sure ? known : ask();
    }

    private synchronized Primary ask() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        var announced = super.getCurrentMaster();
        var known = primary;
        if (known != null && !doubted && known.announced().equals(announced)) {
            return known; // somebody else has just asked
        }
        var address = sentinels.primary();
        var pool = new ConnectionPool(new PrimaryFactory(address, config), poolConfig);
        var found = new Primary(address, announced, pool);
        primary = found;
        doubted = false;
        if (known != null) {
            known.pool().close();
        }
        return found;
    }

    @Override
    public void close() {
        super.close();
        synchronized (this) {
            closed = true;
            var known = primary;
            if (known != null) {
                known.pool().close();
            }
        }
    }
}
