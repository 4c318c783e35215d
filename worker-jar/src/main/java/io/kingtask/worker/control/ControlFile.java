package io.kingtask.worker.control;

import io.kingtask.store.WorkStore.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that a running program appends lines to. It is opened once, when it is made: whatever the program puts in its place
 * later, such as a named pipe, cannot hold the reader up. Bounded: 4,096 bytes a line, 1 MiB in all.
 */
public final class ControlFile implements AutoCloseable {

    /** The program's latest word on its progress. */
    public record Progress(double part, @Nullable String message) {}

    private static final Logger LOG = LoggerFactory.getLogger(ControlFile.class);
    private static final int LONGEST_LINE = 4096;
    private static final int LONGEST_FILE = 1 << 20;

    private final Run run;
    private final FileChannel channel;
    private final LineSplitter splitter = new LineSplitter(LONGEST_LINE);
    private long offset;
    private boolean complained;
    private double part;
    private @Nullable Progress news;
    private @Nullable Duration retryAfter;

    private ControlFile(Run run, FileChannel channel) {
        this.run = run;
        this.channel = channel;
    }

    /** Makes the file, empty. */
    public static ControlFile create(Path file, Run run) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        return new ControlFile(run, FileChannel.open(file, options, mode));
    }

    public Run run() {
        return run;
    }

    /** Reads what was appended since the last call; answers the latest progress if there is news of it. */
    synchronized @Nullable Progress read() {
        news = null;
        try {
            readAppended();
        } catch (IOException e) {
            complain("it cannot be read: " + e.getMessage());
        }
        return news;
    }

    /** Reads the rest when the program has ended; a last line needs no newline. */
    public synchronized @Nullable Progress readRest() {
        read();
        splitter.end().ifPresent(this::accept);
        return news;
    }

    /** The pause before the next attempt that the program asked for last; null: none. */
    public synchronized @Nullable Duration retryAfter() {
        return retryAfter;
    }

    private void readAppended() throws IOException {
        if (!channel.isOpen() || channel.size() <= offset) {
            return;
        }
        var buffer = ByteBuffer.allocate(8192);
        while (offset < LONGEST_FILE) {
            buffer.clear();
            int count = channel.read(buffer, offset);
            if (count <= 0) {
                break;
            }
            offset += count;
            splitter.accept(buffer.array(), count, this::accept);
        }
        if (splitter.leftOut() > 0) {
            complain("a line is longer than " + LONGEST_LINE + " bytes");
        }
        if (offset >= LONGEST_FILE) {
            complain("it is longer than " + LONGEST_FILE + " bytes, and what follows is not read");
        }
    }

    private void accept(String text) {
        try {
            var line = ControlLine.parse(text);
            if (line.retryAfter() != null) {
                retryAfter = line.retryAfter();
            }
            if (line.progress() != null) {
                part = line.progress();
            }
            if (line.progress() != null || line.message() != null) {
                news = new Progress(part, line.message());
            }
        } catch (ControlLine.Malformed e) {
            complain("a line is ignored: " + e.getMessage());
        }
    }

    private void complain(String what) {
        if (!complained) {
            complained = true;
            LOG.warn("Control file of task {}: {}. Further faults of this run's file are not logged.", run.id(), what);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
