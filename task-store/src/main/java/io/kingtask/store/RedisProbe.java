package io.kingtask.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * One look at Redis, for a person who asks why kingtask does not run. Nothing is tried twice, and nothing is changed but a key that a
 * broker writes for the same purpose.
 *
 * @param servers the server, the primary under Sentinels, or the nodes of a Cluster
 * @param refusal why a write was refused; empty when it was not
 * @param ahead how much Redis' clock, which rules, is before this machine's
 * @param partitions the number that the first broker fixed; empty before that
 */
public record RedisProbe(List<Server> servers, Optional<String> refusal, Duration ahead, Optional<Integer> partitions) {

    private static final String TIME = "return redis.call('TIME')";

    /**
     * One server.
     *
     * @param version empty when it may not be seen
     * @param isReplica whether it says so of itself
     * @param faults each says what is wrong and what to set; its subject is the server
     * @param unseen what may not be looked at
     */
    public record Server(String name, String version, boolean isReplica, List<String> faults, List<String> unseen) {}

    /** @throws StoreUnavailableException when there is no answer, or the password is wrong */
    public static RedisProbe look(RedisAddress address) {
        try (var lazy = new LazyRedis(() -> RedisClients.open(address, 2))) {
            var redis = lazy.get();
            var ahead = ahead(redis);
            var servers = ServerFaults.of(redis, address).stream()
                    .map(found -> new Server(
                            found.server(),
                            found.version(),
                            found.role().equals("slave"),
                            found.faults(),
                            found.unseen()))
                    .toList();
            var partitions =
                    Optional.ofNullable(redis.get(RedisKeys.PARTITIONS)).map(Integer::valueOf);
            return new RedisProbe(servers, refusal(redis), ahead, partitions);
        } catch (JedisException e) {
            throw new StoreUnavailableException(why(e), e);
        }
    }

    private static Duration ahead(UnifiedJedis redis) {
        var before = Instant.now();
        var answer = (List<?>) redis.eval(TIME, List.of(RedisKeys.READY.in(0)), List.of());
        var after = Instant.now();
        var middle = before.plus(Duration.between(before, after).dividedBy(2));
        var there = Instant.ofEpochSecond(
                Long.parseLong(String.valueOf(answer.get(0))), Long.parseLong(String.valueOf(answer.get(1))) * 1000);
        return Duration.between(middle, there);
    }

    private static Optional<String> refusal(UnifiedJedis redis) {
        try {
            redis.set(RedisKeys.READY.in(0), "1", SetParams.setParams().ex(60));
            return Optional.empty();
        } catch (JedisDataException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The innermost cause has the words of the system: "Connection refused". */
    private static String why(JedisException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause().getMessage() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).replaceFirst("\\.$", "");
    }
}
