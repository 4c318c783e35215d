package io.kingtask.store;

/** The contract over three partitions on one server. */
final class SeveralPartitionsIT extends StoreContract {

    @Override
    RedisUnderTest startRedis() {
        return LocalRedis.start();
    }

    @Override
    int partitions() {
        return 3;
    }
}
