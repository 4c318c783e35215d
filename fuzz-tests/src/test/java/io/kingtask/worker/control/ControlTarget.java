package io.kingtask.worker.control;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

/** What a program appends to its control file. A line is understood, or malformed. */
public final class ControlTarget {

    private static final Duration YEAR = Duration.ofDays(366);

    private ControlTarget() {}

    public static void fuzzerTestOneInput(byte[] appended) {
        var splitter = new LineSplitter(4096);
        splitter.accept(appended, appended.length, ControlTarget::read);
        splitter.end().ifPresent(ControlTarget::read);
    }

    private static void read(String text) {
        try {
            var line = ControlLine.parse(text);
            var progress = line.progress();
            var retryAfter = line.retryAfter();
            assertTrue(progress == null || (progress >= 0 && progress <= 1));
            assertTrue(retryAfter == null || (!retryAfter.isNegative() && retryAfter.compareTo(YEAR) <= 0));
        } catch (ControlLine.Malformed e) {
            assertTrue(String.valueOf(e.getMessage()).length() > 0);
        }
    }
}
