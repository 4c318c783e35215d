package io.kingtask.store;

/** The operators' contract over three partitions on one server. */
final class OperatorSeveralPartitionsIT extends OperatorContract {

    @Override
    RedisUnderTest startRedis() {
        return LocalRedis.start();
    }

    @Override
    int partitions() {
        return 3;
    }
}
