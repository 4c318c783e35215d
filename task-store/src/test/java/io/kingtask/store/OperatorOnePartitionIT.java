package io.kingtask.store;

/** The operators' contract over one partition, the default. */
final class OperatorOnePartitionIT extends OperatorContract {

    @Override
    RedisUnderTest startRedis() {
        return LocalRedis.start();
    }

    @Override
    int partitions() {
        return 1;
    }
}
