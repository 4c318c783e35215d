package io.kingtask.system.faults;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Watches the machine: when it did not let a thread run that wanted to many times a second, it may have let no other process run either. */
final class Standstills implements AutoCloseable {

    private static final long NAP_NANOS = 50_000_000;

    /** Seconds; anything shorter is the daily bread of a busy machine. */
    private static final double SHORTEST = 0.25;

    /** One of them, as {@link Uptime} counts. */
    record Standstill(double from, double until) {

        double seconds() {
            return until - from;
        }
    }

    private final Queue<Standstill> seen = new ConcurrentLinkedQueue<>();
    private final Thread watcher = new Thread(this::watch, "standstills");

    private Standstills() {}

    /** Watches until it is closed. */
    static Standstills watching() {
        Standstills standstills = new Standstills();
        standstills.watcher.setDaemon(true);
        standstills.watcher.start();
        return standstills;
    }

    private void watch() {
        double last = Uptime.now();
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(NAP_NANOS);
            double now = Uptime.now();
            if (now - last >= SHORTEST) {
                seen.add(new Standstill(last, now));
            }
            last = now;
        }
    }

    /** Those so far. */
    List<Standstill> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
