package io.kingtask.worker.watchdog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The file that tells the watchdog until when it may hear nothing: hundredths of a second since the boot, by the clock that a shell can
 * read without starting a program.
 */
final class Deadline implements AutoCloseable {

    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final int WIDTH = 18;

    private final Path file;
    private @Nullable FileChannel channel;

    Deadline(Path file) {
        this.file = file;
    }

    /**
     * Moves the deadline on.
     *
     * @param left time until programs must be gone
     * @param least what is written when there is less than that
     */
    void write(Duration left, Duration least) throws IOException {
        var text = hundredths(left.compareTo(least) < 0 ? least : left);
        // Always as long, so that no part of an earlier text is left behind it.
        var line = String.format(Locale.ROOT, "%-" + WIDTH + "s%n", text);
        channel().write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String hundredths(Duration fromNow) throws IOException {
        var uptime = Files.readString(UPTIME, StandardCharsets.US_ASCII);
        long now = Long.parseLong(uptime.substring(0, uptime.indexOf(' ')).replace(".", ""));
        return Long.toString(now + fromNow.toMillis() / 10);
    }

    private FileChannel channel() throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        return channel;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // It is removed with the worker's folder.
            channel = null;
        }
    }
}
