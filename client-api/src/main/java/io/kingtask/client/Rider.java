package io.kingtask.client;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A submission that waits for a call of the {@link Convoy}, and its thread with it. */
final class Rider {

    private final TaskRequest task;
    private final byte[] line;
    private final Thread thread = Thread.currentThread();
    private boolean isInterrupted;
    private @Nullable String answer;
    private @Nullable Throwable failure;
    private volatile boolean isTold;

    Rider(TaskRequest task) {
        this.task = task;
        this.line = BatchLine.of(task);
    }

    String id() {
        return task.id();
    }

    byte[] line() {
        return line;
    }

    /** @param answer the broker's line; null: it is to be asked for this task alone */
    void tell(@Nullable String answer) {
        this.answer = answer;
        isTold = true;
        wake();
    }

    void fail(Throwable failure) {
        this.failure = failure;
        tell(null);
    }

    boolean isTold() {
        return isTold;
    }

    /** Returns when the time is over, when the rider is told or woken, and now and then for no reason. An interruption is kept for later. */
    void pause(long nanos) {
        LockSupport.parkNanos(this, nanos);
        isInterrupted |= Thread.interrupted();
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    void interruptAtLast() {
        if (isInterrupted) {
            thread.interrupt();
        }
    }

    /** The task as the broker has stored it; null: it is to be asked for this task alone. */
    @Nullable TaskView stored() {
        if (failure instanceof BrokerException refused) {
            throw refused.again();
        }
        if (failure != null) {
            throw new IllegalStateException("The call that carried this submission failed.", failure);
        }
        if (answer == null) {
            return null;
        }
        var begun = BatchLine.read(answer);
        var state = begun.state();
        var created = begun.createdAt();
        return state == null || created == null ? null : task.accepted(state, created, begun.startTime());
    }
}
