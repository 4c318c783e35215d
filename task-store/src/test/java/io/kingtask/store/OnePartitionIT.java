package io.kingtask.store;

/** The contract over one partition, the default. */
final class OnePartitionIT extends StoreContract {

    @Override
    int partitions() {
        return 1;
    }
}
