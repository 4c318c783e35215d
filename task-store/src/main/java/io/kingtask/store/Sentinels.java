package io.kingtask.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Whom the Sentinels hold for the primary. During a failover they disagree for a second or two; the one that has seen most failovers is
 * right.
 */
final class Sentinels {

    private static final Logger LOG = LoggerFactory.getLogger(Sentinels.class);

    private final String master;
    private final Collection<HostAndPort> nodes;
    private final JedisClientConfig config;

    private record Word(long epoch, HostAndPort primary) {}

    Sentinels(String master, Collection<HostAndPort> nodes, JedisClientConfig config) {
        this.master = master;
        this.nodes = nodes;
        this.config = config;
    }

    /**
     * Asks all of them.
     *
     * @throws JedisConnectionException when none of them knows
     */
    HostAndPort primary() {
        return nodes.stream()
                .map(this::ask)
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(Word::epoch))
                .map(Word::primary)
                .orElseThrow(() ->
                        new JedisConnectionException("no Sentinel of " + nodes + " names a primary for " + master));
    }

    /** The address is asked for after the epoch, so it is at least as new. */
    private Optional<Word> ask(HostAndPort sentinel) {
        try (var jedis = new Jedis(sentinel, config)) {
            var epoch = jedis.sentinelMaster(master).get("config-epoch");
            var address = jedis.sentinelGetMasterAddrByName(master);
            if (epoch == null || address == null) {
                return Optional.empty();
            }
            return Optional.of(
                    new Word(Long.parseLong(epoch), new HostAndPort(address.get(0), Integer.parseInt(address.get(1)))));
        } catch (JedisException e) {
            LOG.debug("Sentinel {} does not say who is the primary of {}.", sentinel, master, e);
            return Optional.empty();
        }
    }
}
