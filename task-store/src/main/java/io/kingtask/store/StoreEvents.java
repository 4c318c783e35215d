package io.kingtask.store;

import io.kingtask.client.OutputName;

/**
 * News from Redis (publish and subscribe). News can be lost while a connection is down, so a listener also looks for itself now and
 * then; {@link Listener#reconnected} says when to.
 */
public interface StoreEvents extends AutoCloseable {

    /** Called on the subscription's own thread: must not block. */
    interface Listener {
        /** A task became due earlier than all others. */
        default void dueEarlier() {}

        /** A watched task (see {@link TaskStore#watch}) is final. */
        default void taskFinal(String id) {}

        /** A schedule was made, changed or deleted. */
        default void schedulesChanged() {}

        /** An operator wants this worker's run of the task ended. */
        default void cancelRequested(String id, long fence) {}

        /** An operator wants this worker to take nothing new, or wants so no more: the next heartbeat tells. */
        default void drainChanged() {}

        /**
         * Somebody follows an output of this worker's run of the task; said again every few seconds.
         *
         * @param from the byte from which on to tell it, where something was missed; negative: nothing was
         */
        default void outputFollowed(WorkStore.Run run, OutputName name, long from) {}

        /** The subscription is back after an interruption; what happened meanwhile was not announced. */
        default void reconnected() {}
    }

    /** Ends the subscription and its thread. */
    @Override
    void close();
}
