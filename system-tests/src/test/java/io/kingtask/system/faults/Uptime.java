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
        return now() - (System.currentTimeMillis() - epochMillis) / 1e3;
    }

    static boolean isThere() {
        return Files.isReadable(FILE);
    }
}
