package io.kingtask.store;

/** A broker is configured for another number of partitions than the one that was fixed in Redis at the first start. */
public final class PartitionMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PartitionMismatchException(int wanted, int found) {
        super("partitions: " + wanted + " differs from the " + found + " that this Redis was set up with; allowed: "
                + found);
    }
}
