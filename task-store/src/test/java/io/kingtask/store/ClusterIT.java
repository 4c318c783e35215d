package io.kingtask.store;

/** The contract over a Cluster of three primaries, with as many partitions. */
final class ClusterIT extends StoreContract {

    @Override
    RedisUnderTest startRedis() {
        return LocalCluster.start();
    }

    @Override
    int partitions() {
        return 3;
    }
}
