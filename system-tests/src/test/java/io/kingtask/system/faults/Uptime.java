package io.kingtask.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Seconds since the machine's start, to a hundredth: a clock that shell scripts can read without starting a program. */
final class Uptime {

    private static final Path FILE = Path.of("/proc/uptime");

    private Uptime() {}

    static double now() {
        try {
            String text = Files.readString(FILE);
            return Double.parseDouble(text.substring(0, text.indexOf(' ')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The moment at which the wall clock showed this time. */
    static double at(long epochMillis) {
        return epochMillis / 1e3 - WallClock.AHEAD;
    }

    static boolean isThere() {
        return Files.isReadable(FILE);
    }

    /** Compared once, so that one time is always the same moment. */
    private static final class WallClock {

        private static final int LOOKS = 20;
        static final double AHEAD = ahead();

        /** Seconds; the least of some looks: whatever comes between the two clocks makes it more. */
        private static double ahead() {
            double least = Double.MAX_VALUE;
            for (int i = 0; i < LOOKS; i++) {
                double uptime = now();
                least = Math.min(least, System.currentTimeMillis() / 1e3 - uptime);
            }
            return least;
        }
    }
}
