package io.kingtask.store;

/**
 * A connection pool to Redis, and the stores over it. Made once by a broker or a worker; connects lazily and reconnects by itself, so a
 * Redis that is down at the start is no error here.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RedisStore implements AutoCloseable {

    private RedisStore() {}

    /**
     * @param address as the configuration key {@code redis} has it, see {@link RedisAddress}
     * @param maxConnections upper bound of the pool
     */
    public static RedisStore open(RedisAddress address, int maxConnections) {
        throw new UnsupportedOperationException("not built yet: " + address + maxConnections);
    }

    public TaskStore tasks() {
        throw new UnsupportedOperationException("not built yet");
    }

    public TimerStore timers() {
        throw new UnsupportedOperationException("not built yet");
    }

    public WorkStore work() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Subscribes a broker: hears of due times and of watched tasks. */
    public StoreEvents brokerEvents(StoreEvents.Listener listener) {
        throw new UnsupportedOperationException("not built yet: " + listener);
    }

    /** Subscribes a worker: hears of cancellations of its own runs. */
    public StoreEvents workerEvents(String workerName, StoreEvents.Listener listener) {
        throw new UnsupportedOperationException("not built yet: " + workerName + listener);
    }

    @Override
    public void close() {}
}
