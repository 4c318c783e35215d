package io.kingtask.broker.running;

import io.kingtask.store.LocalRedis;
import io.kingtask.store.RedisAddress;
import io.kingtask.store.RedisStore;
import io.kingtask.store.WorkStore.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker with its Redis, and a token of each role, for all tests that do no harm to it. Started by the first, ended after the last. */
final class BrokerScene implements AutoCloseable {

    private static final String TOKENS = "[{name: r, role: reader, token: reader-token-000000},"
            + "{name: s, role: submitter, token: submitter-token-000},"
            + "{name: o, role: operator, token: operator-token-0000},"
            + "{name: a, role: admin, token: admin-token-0000000}]";

    final LocalRedis redis = LocalRedis.start();
    final RunningBroker broker = RunningBroker.start(Map.of(
            "KINGTASK_REDIS",
            redis.address(),
            "KINGTASK_TOKENS",
            TOKENS,
            "KINGTASK_HOSTS",
            "broker.example, *.brokers.example",
            "KINGTASK_TRUSTED_PROXIES",
            "127.0.0.1"));
    final RedisStore store = RedisStore.open(RedisAddress.parse(redis.address()), 4);
    final Rest admin = Rest.of(broker.root(), "admin-token-0000000");

    /** A worker that exists in Redis alone, so that a test can play its part. */
    Worker worker(String queue) {
        return new Worker("worker-" + queue, "host", 1, "1", List.of(queue), 4, Duration.ofSeconds(60));
    }

    @Override
    public void close() {
        store.close();
        broker.close();
        redis.close();
    }

    /** Hands the scene to tests. */
    static final class Resolver implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == BrokerScene.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(BrokerScene.class))
                    .getOrComputeIfAbsent(BrokerScene.class, key -> new BrokerScene(), BrokerScene.class);
        }
    }
}
