package io.kingtask.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;

/** Warns of {@linkplain ServerFaults what is wrong} with the servers and says what to set, once for each server and until it is set right. */
final class ServerCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);

    private final RedisAddress address;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    ServerCheck(RedisAddress address) {
        this.address = address;
    }

    /** To be called when a connection was made, and when it is back after an interruption. */
    void look(UnifiedJedis redis) {
        ServerFaults.of(redis, address).forEach(this::say);
    }

    private void say(ServerFaults found) {
        var name = found.server();
        var faults = found.faults().stream()
                .map(fault -> "Redis at " + name + " " + fault)
                .toList();
        said.removeIf(sentence -> sentence.startsWith("Redis at " + name + " ") && !faults.contains(sentence));
        faults.stream().filter(said::add).forEach(LOG::warn);
        if (!found.unseen().isEmpty() && said.add(name + " unseen")) {
            LOG.info(
                    "Redis at {} does not let us see {}. Make sure that it evicts nothing (maxmemory-policy noeviction) and saves what "
                            + "it has (appendonly yes, or save points).",
                    name,
                    String.join(" and ", found.unseen()));
        }
    }
}
