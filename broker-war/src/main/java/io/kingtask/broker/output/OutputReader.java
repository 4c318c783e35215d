package io.kingtask.broker.output;

import io.kingtask.client.TaskState;
import org.jspecify.annotations.Nullable;

/** Who a {@link Follower} hands the output to. Called by one thread at a time; must not block. */
interface OutputReader {

    /** Whether it takes more now; what a running program writes meanwhile may be lost to it. */
    boolean hasRoom();

    /** Nobody reads any more. */
    boolean isGone();

    /**
     * The next bytes.
     *
     * @param end the position behind them
     */
    void bytes(byte[] bytes, Position end);

    /** Bytes that cannot be had any more. */
    void gap(long dropped);

    /** A further run of the task begins; its output begins anew. */
    void attempt(int attempt);

    /** All that the program has written by now was handed over. */
    default void upToDate(long written) {}

    /**
     * There will be no more.
     *
     * @param state null: the task is not kept any more
     */
    void end(@Nullable TaskState state);

    /** Some moment, ten times a second. */
    default void tick(long now) {}

    /** The store failed; the follower is given up. */
    void fail(RuntimeException failure);
}
