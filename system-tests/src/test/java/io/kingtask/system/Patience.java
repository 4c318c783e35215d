package io.kingtask.system;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process brings about. */
public final class Patience {

    private static final Duration STEP = Duration.ofMillis(20);

    private Patience() {}

    public static void until(Duration longest, Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + longest.toSeconds() + " s: " + what.get());
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
