package io.kingtask.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Runs scripts, and repeats what a broken connection interrupted. Every script may be repeated: a submission carries its id, a result its
 * fence, and a claim whose answer was lost is taken over when its lease ends.
 */
final class ScriptRunner {

    /** What Redis answers when the fault is its own state, or our right to speak to it, and not the command. */
    private static final List<String> NOT_NOW = List.of(
            "READONLY",
            "LOADING",
            "MASTERDOWN",
            "MISCONF",
            "OOM",
            "NOREPLICAS",
            "CLUSTERDOWN",
            "NOAUTH",
            "NOPERM",
            "WRONGPASS",
            "BUSY");

    private final LazyRedis redis;

    ScriptRunner(LazyRedis redis) {
        this.redis = redis;
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

    /** Adds a script to a pipeline; its answer may be a {@link JedisNoScriptException}, see {@link #answer}. */
    static Response<Object> enqueue(
            AbstractPipeline pipeline, Script script, int partition, ScriptArguments arguments) {
        return pipeline.evalsha(script.sha(), keys(partition), arguments.values());
    }

    /** The answer of a script in a pipeline; runs it by itself when Redis did not know it, for then it was not run. */
    Object answer(Response<Object> response, Script script, int partition, ScriptArguments arguments) {
        try {
            return response.get();
        } catch (JedisNoScriptException e) {
            return run(script, partition, arguments);
        }
    }

    /**
     * Runs something that may be repeated; once more when the connection broke, or leads to a server that is no primary any more: a new
     * connection to the same name may lead to the new one.
     */
    <T> T call(Supplier<T> action) {
        try {
            try {
                return action.get();
            } catch (JedisException e) {
                if (!(e instanceof JedisConnectionException)
                        && !String.valueOf(e.getMessage()).contains("READONLY")) {
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

    private static List<byte[]> keys(int partition) {
        return List.of(RedisKeys.prefix(partition).getBytes(StandardCharsets.US_ASCII));
    }

    /** A refusal that says nothing of Redis' health is a bug of ours and stays what it is. */
    private static RuntimeException unavailable(JedisException e) {
        var message = String.valueOf(e.getMessage());
        boolean ours = e instanceof JedisDataException && NOT_NOW.stream().noneMatch(message::contains);
        return ours ? e : new StoreUnavailableException("Redis is not available: " + message, e);
    }
}
