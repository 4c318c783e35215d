package io.kingtask.store;

/** The contract over one partition, the default. */
final class OnePartitionIT extends StoreContract {

    @Override
    RedisUnderTest startRedis() {
        return LocalRedis.start();
    }

    @Override
    int partitions() {
        return 1;
    }
}
