package io.kingtask.client;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A submission that waits for a call of the {@link Convoy}, and its thread with it. */
final class Rider {

    private final TaskRequest task;
    private final byte[] line;
    private final Thread thread = Thread.currentThread();
    private boolean isInterrupted;
    private @Nullable String answer;
    private List<Rider> others = List.of();
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

    /**
     * Says what became of the task, without waking the rider.
     *
     * @param answer the broker's line; null: it is to be asked for this task alone
     * @param others whom this rider wakes when it is awake
     */
    void tell(@Nullable String answer, List<Rider> others) {
        this.answer = answer;
        this.others = others;
        isTold = true;
    }

    void fail(Throwable failure) {
        this.failure = failure;
        isTold = true;
        wake();
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

    /** The task as the broker has stored it; null: it is to be asked for this task alone. Wakes others first. */
    @Nullable TaskView stored() {
        others.forEach(Rider::wake);
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
