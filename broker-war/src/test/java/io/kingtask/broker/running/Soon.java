package io.kingtask.broker.running;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what a broker or Redis bring about. */
final class Soon {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Soon() {}

    /** Asks again and again; fails after a minute. */
    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not come about in a minute.");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while waiting.", e);
        }
    }
}
