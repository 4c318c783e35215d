package io.kingtask.store;

/** The operators' contract over a Cluster of three primaries, with as many partitions. */
final class OperatorClusterIT extends OperatorContract {

    @Override
    RedisUnderTest startRedis() {
        return LocalCluster.start();
    }

    @Override
    int partitions() {
        return 3;
    }
}
