package io.kingtask.store;

/** Some Redis that runs for a test: one server, a primary under Sentinels, a Cluster. */
public interface RedisUnderTest extends AutoCloseable {

    /** As the configuration key {@code redis} takes it. */
    String address();

    @Override
    void close();
}
