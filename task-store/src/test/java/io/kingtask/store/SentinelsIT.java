package io.kingtask.store;

/** The contract over a primary under Sentinels. */
final class SentinelsIT extends StoreContract {

    @Override
    RedisUnderTest startRedis() {
        return LocalSentinels.start();
    }

    @Override
    int partitions() {
        return 1;
    }

    @Override
    boolean hasReplica() {
        return true;
    }
}
