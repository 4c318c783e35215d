package io.kingtask.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Runs scripts, and repeats what a broken connection interrupted. Every script may be repeated: a submission carries its id, a result its
 * fence, and a claim whose answer was lost is taken over when its lease ends.
 */
final class ScriptRunner {

    /** What Redis answers when the fault is its own state, or our right to speak to it, and not the command. */
    private static final List<String> NOT_NOW =
            List.of("LOADING", "MISCONF", "OOM", "CLUSTERDOWN", "TRYAGAIN", "NOAUTH", "NOPERM", "WRONGPASS", "BUSY");

    /** What a server answers that is not, or not any more, the one to write to. It has written nothing then. */
    private static final List<String> ELSEWHERE = List.of("READONLY", "NOREPLICAS", "MASTERDOWN");

    private final LazyRedis redis;
    private volatile LongConsumer roundTrips = nanos -> {};

    ScriptRunner(LazyRedis redis) {
        this.redis = redis;
    }

    void onRoundTrip(LongConsumer nanos) {
        roundTrips = nanos;
    }

    /** Runs a script in a partition. Strings come as {@code byte[]}, numbers as {@code Long}, tables as {@code List}. */
    Object run(Script script, int partition, ScriptArguments arguments) {
        var keys = keys(partition);
        return call(() -> {
            try {
                return redis().evalsha(script.sha(), keys, arguments.values());
            } catch (JedisNoScriptException e) {
                return redis().eval(script.source(), keys, arguments.values());
            }
        });
    }

    /** An answer in a pipeline. That of a Cluster says nothing of a connection that broke, and leaves its answers without a value. */
    static <T> T answer(Response<T> response) {
        try {
            return response.get();
        } catch (IllegalStateException e) {
            throw new JedisConnectionException("the connection broke before the answer came", e);
        }
    }

    /**
     * Runs something that may be repeated; once more when the connection broke, or leads to a server that takes no writes or has not what is
     * wanted: a new connection may lead to the right one.
     */
    <T> T call(Supplier<T> action) {
        return blockingCall(() -> timed(action));
    }

    private <T> T timed(Supplier<T> action) {
        long began = System.nanoTime();
        var answer = action.get();
        roundTrips.accept(System.nanoTime() - began);
        return answer;
    }

    /** As {@link #call}, for what waits in Redis on purpose. */
    <T> T blockingCall(Supplier<T> action) {
        try {
            try {
                return action.get();
            } catch (JedisException e) {
                if (!(e instanceof JedisConnectionException) && !isElsewhere(e)) {
                    throw e;
                }
                redis.dropConnections();
                return action.get();
            }
        } catch (JedisException e) {
            throw unavailable(e);
        }
    }

    /** The client itself, for what is no script; to be used inside of {@link #call}. */
    UnifiedJedis redis() {
        return redis.get();
    }

    /**
     * The prefix, and a second key of the same slot. Neither ever exists: while a Cluster moves the slot, Redis therefore refuses every script
     * for it (TRYAGAIN), where a script that names one key would run on the node that has only some of the partition's keys yet.
     */
    static List<byte[]> keys(int partition) {
        var prefix = RedisKeys.prefix(partition);
        return List.of(
                prefix.getBytes(StandardCharsets.US_ASCII), (prefix + ":none").getBytes(StandardCharsets.US_ASCII));
    }

    /** A refusal that says nothing of Redis' health is a bug of ours and stays what it is. */
    private static RuntimeException unavailable(JedisException e) {
        boolean ours = e instanceof JedisDataException && !isElsewhere(e) && !says(e, NOT_NOW);
        return ours ? e : new StoreUnavailableException("Redis is not available: " + reason(e), e);
    }

    /** A pipeline does not follow a Cluster's redirection by itself. */
    private static boolean isElsewhere(JedisException e) {
        return e instanceof JedisRedirectionException || says(e, ELSEWHERE);
    }

    /** A script's error holds the word of the command that failed in it somewhere. */
    private static boolean says(JedisException e, List<String> words) {
        var message = String.valueOf(e.getMessage());
        return words.stream().anyMatch(message::contains);
    }

    /** What went wrong, without the full stop that some messages end with: it stands within a sentence. */
    static String reason(RuntimeException e) {
        return String.valueOf(e.getMessage()).replaceFirst("[.\\s]+$", "");
    }
}
