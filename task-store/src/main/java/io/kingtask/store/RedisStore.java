package io.kingtask.store;

import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection pool to Redis, and the stores over it. Made once by a broker or a worker; connects lazily and reconnects by itself, so a
 * Redis that is down at the start is no error here.
 */
public final class RedisStore implements AutoCloseable {

    private final RedisAddress address;
    private final LazyRedis redis;
    private final ScriptRunner scripts;
    private final Partitions partitions;
    private final ServerCheck serverCheck;
    private final ThreadFactory threads;

    private RedisStore(RedisAddress address, int maxConnections, @Nullable Integer partitions, ThreadFactory threads) {
        this.address = address;
        this.redis = new LazyRedis(() -> RedisClients.open(address, maxConnections));
        this.scripts = new ScriptRunner(redis);
        this.partitions = new Partitions(scripts, partitions);
        this.serverCheck = new ServerCheck(address);
        this.threads = threads;
    }

    /**
     * Opens the store as a worker does: the number of partitions is what Redis says.
     *
     * @param maxConnections upper bound of the pool; each waiting {@link WorkStore#awaitWork} holds one
     */
    public static RedisStore open(RedisAddress address, int maxConnections) {
        return open(address, maxConnections, RedisStore::daemon);
    }

    /**
     * As {@link #open(RedisAddress, int)}, on threads of the caller's.
     *
     * @param threads makes one for each subscription, and one for each partition of a Cluster while somebody waits for work
     */
    public static RedisStore open(RedisAddress address, int maxConnections, ThreadFactory threads) {
        return new RedisStore(address, maxConnections, null, threads);
    }

    /**
     * Opens the store as a broker does.
     *
     * @param partitions number of partitions; fixed in Redis by the first broker, see {@link PartitionMismatchException}
     */
    public static RedisStore open(RedisAddress address, int maxConnections, int partitions) {
        return new RedisStore(address, maxConnections, partitions, RedisStore::daemon);
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    /** Has somebody told how many nanoseconds each round trip to Redis took; waiting for work does not count as one. */
    public void onRoundTrip(LongConsumer nanos) {
        scripts.onRoundTrip(nanos);
    }

    public TaskStore tasks() {
        return new RedisTaskStore(scripts, partitions);
    }

    public OutputStore outputs() {
        return new RedisOutputStore(scripts, partitions);
    }

    public BulkStore bulk() {
        return new RedisBulkStore(scripts, partitions);
    }

    public FailureStore failures() {
        return new RedisFailureStore(scripts, partitions);
    }

    public TimerStore timers() {
        return new RedisTimerStore(scripts, partitions);
    }

    public HistoryStore history() {
        return new RedisHistoryStore(scripts, partitions);
    }

    public ScheduleStore schedules() {
        return new RedisScheduleStore(scripts, partitions);
    }

    public WorkStore work() {
        boolean together = address.kind() != RedisAddress.Kind.CLUSTER;
        return new RedisWorkStore(scripts, partitions, new WakeUps(scripts, partitions, together, threads));
    }

    public QueueStore queues() {
        return new RedisQueueStore(scripts, partitions);
    }

    public FleetStore fleet() {
        return new RedisFleetStore(scripts, partitions);
    }

    public StandingStore standings() {
        return new RedisStandingStore(scripts, partitions);
    }

    /**
     * Subscribes a broker: hears of due times, of watched tasks and of changed schedules. As with a worker, Redis' settings are looked at when the subscription
     * first finds it, and when it is back after an interruption; what endangers tasks is logged as a warning.
     */
    public StoreEvents brokerEvents(StoreEvents.Listener listener) {
        return subscribe(
                List.of(RedisKeys.DUE_NEWS, RedisKeys.FINAL_NEWS, RedisKeys.SCHEDULE_NEWS), List.of(), listener);
    }

    /** Subscribes a worker: hears of cancellations of its own runs, and of an operator's wish that it takes nothing new, and
     * of who follows their outputs. */
    public StoreEvents workerEvents(String workerName, StoreEvents.Listener listener) {
        return subscribe(
                List.of(RedisKeys.CANCEL_NEWS, RedisKeys.DRAIN_NEWS, RedisKeys.FOLLOW_NEWS),
                List.of(workerName),
                listener);
    }

    private StoreEvents subscribe(List<RedisKeys> news, List<String> parameters, StoreEvents.Listener listener) {
        return new RedisSubscription(
                new LazyRedis(() -> RedisClients.open(address, 1)),
                new RedisSubscription.Wanted(news, parameters, partitions),
                serverCheck::look,
                listener,
                threads);
    }

    @Override
    public void close() {
        redis.close();
    }
}
