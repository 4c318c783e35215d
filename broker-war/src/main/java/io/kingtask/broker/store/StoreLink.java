package io.kingtask.broker.store;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.store.BulkStore;
import io.kingtask.store.FailureStore;
import io.kingtask.store.FleetStore;
import io.kingtask.store.HistoryStore;
import io.kingtask.store.OutputStore;
import io.kingtask.store.QueueStore;
import io.kingtask.store.RedisStore;
import io.kingtask.store.ScheduleStore;
import io.kingtask.store.StandingStore;
import io.kingtask.store.TaskStore;
import io.kingtask.store.TimerStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.LongConsumer;

/** The broker's one connection pool to Redis, from deployment to undeployment. */
@Singleton
public class StoreLink {

    private static final int MAX_CONNECTIONS = 32;

    private final RedisStore store;

    @Inject
    StoreLink(BrokerConfig config) {
        store = RedisStore.open(config.redis(), MAX_CONNECTIONS, config.partitions());
    }

    /** As {@link RedisStore#onRoundTrip}. */
    public void onRoundTrip(LongConsumer nanos) {
        store.onRoundTrip(nanos);
    }

    RedisStore store() {
        return store;
    }

    @Produces
    @Singleton
    TaskStore tasks() {
        return store.tasks();
    }

    @Produces
    @Singleton
    TimerStore timers() {
        return store.timers();
    }

    @Produces
    @Singleton
    OutputStore outputs() {
        return store.outputs();
    }

    @Produces
    @Singleton
    BulkStore bulk() {
        return store.bulk();
    }

    @Produces
    @Singleton
    FailureStore failures() {
        return store.failures();
    }

    @Produces
    @Singleton
    HistoryStore history() {
        return store.history();
    }

    @Produces
    @Singleton
    QueueStore queues() {
        return store.queues();
    }

    @Produces
    @Singleton
    FleetStore fleet() {
        return store.fleet();
    }

    @Produces
    @Singleton
    StandingStore standings() {
        return store.standings();
    }

    @Produces
    @Singleton
    ScheduleStore schedules() {
        return store.schedules();
    }

    @PreDestroy
    void close() {
        store.close();
    }
}
