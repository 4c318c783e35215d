package io.kingtask.worker.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that takes one turn after another. Each turn answers how long to pause before the next; {@link #ring} ends the pause at once.
 * A turn that throws is logged, and the next one comes a second later: only {@link #close} ends the thread.
 */
public final class Rounds implements AutoCloseable {

    /** One turn. */
    @FunctionalInterface
    public interface Turn {
        /** Does the work and answers the pause until the next turn. */
        Duration take() throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final String name;
    private final Turn turn;
    private final Thread thread;
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean closed;

    public Rounds(String name, ThreadFactory threads, Turn turn) {
        this.name = name;
        this.turn = turn;
        this.thread = threads.newThread(this::run);
        thread.setName("kingtask-" + name);
    }

    public Rounds start() {
        thread.start();
        return this;
    }

    /** The next turn comes at once; when one is under way, another follows it. */
    public void ring() {
        bell.release();
    }

    private void run() {
        while (!closed) {
            try {
                var pause = takeTurn();
                if (bell.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    bell.drainPermits();
                }
            } catch (InterruptedException e) {
                // Only close() ends the thread; an interruption from elsewhere is the end of a pause.
                LOG.debug("{} was interrupted.", name);
            }
        }
    }

    private Duration takeTurn() throws InterruptedException {
        try {
            return turn.take();
        } catch (RuntimeException | Error e) {
            LOG.error("A turn of {} failed; the next one follows in {} s.", name, AFTER_A_FAULT.toSeconds(), e);
            return AFTER_A_FAULT;
        }
    }

    /** Lets the turn that is under way end, for two seconds at most before it is interrupted, and takes no other. */
    @Override
    public void close() {
        closed = true;
        ring();
        try {
            thread.join(2_000);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(1_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
