package io.kingtask.worker.fetch;

import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The slots that have no task. The one that became free last is given the next: what its thread needs is still in the processor's caches.
 *
 * @param <T> what is given to a slot
 */
final class FreeSlots<T> {

    /** Where a slot waits for what it is given. */
    static final class Place<T> {
        private final Semaphore told = new Semaphore(0);
        private @Nullable T given;

        T await() throws InterruptedException {
            told.acquire();
            return Objects.requireNonNull(given);
        }

        private void give(T next) {
            given = next;
            told.release();
        }
    }

    private final Deque<Place<T>> places = new ConcurrentLinkedDeque<>();
    private final Semaphore free = new Semaphore(0);

    /** A slot is free, from now on or again. */
    void add(Place<T> place) {
        places.push(place);
        free.release();
    }

    /** Waits until a slot is free and reserves all that are. */
    int reserve() throws InterruptedException {
        free.acquire();
        return 1 + free.drainPermits();
    }

    /** Takes the reservation of some back. */
    void release(int slots) {
        free.release(slots);
    }

    /** Gives to a reserved slot. */
    void give(T next) {
        places.pop().give(next);
    }

    /** Has {@link #reserve} return although no slot may be free: nothing is to be given any more. */
    void close() {
        free.release();
    }
}
