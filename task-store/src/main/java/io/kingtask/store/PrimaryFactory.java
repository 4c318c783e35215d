package io.kingtask.store;

import java.util.Map;
import org.apache.commons.pool2.PooledObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Makes connections to a server that says of itself that it is a primary. */
final class PrimaryFactory extends ConnectionFactory {

    private static final Logger LOG = LoggerFactory.getLogger(PrimaryFactory.class);

    private final HostAndPort address;

    PrimaryFactory(HostAndPort address, JedisClientConfig config) {
        super(address, config);
        this.address = address;
    }

    @Override
    public PooledObject<Connection> makeObject() throws Exception {
        var made = super.makeObject();
        if (isReplica(made.getObject())) {
            destroyObject(made);
            throw new JedisConnectionException("the server at " + address + " is no primary any more");
        }
        return made;
    }

    /** HELLO tells the role as ROLE does, and needs no right that a user of few rights lacks. */
    private static boolean isReplica(Connection connection) {
        var hello = new CommandObject<Map<String, Object>>(
                new CommandArguments(Protocol.Command.HELLO), BuilderFactory.ENCODED_OBJECT_MAP);
        try {
            return "replica".equals(connection.executeCommand(hello).get("role"));
        } catch (JedisDataException e) {
            LOG.debug("HELLO was refused; a replica will show by refusing writes.", e);
            return false;
        }
    }
}
