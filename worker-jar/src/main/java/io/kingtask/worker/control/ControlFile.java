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

/**
 * The file that a running program appends lines to. It is opened once, when it is made: whatever the program puts in its place
 * later, such as a named pipe, cannot hold the reader up. Bounded: 4,096 bytes a line, 1 MiB in all.
 */
public final class ControlFile implements ControlWatch.Source, AutoCloseable {

    private static final int LONGEST_LINE = 4096;
    private static final int LONGEST_FILE = 1 << 20;

    private final FileChannel channel;
    private final LineSplitter splitter = new LineSplitter(LONGEST_LINE);
    private final ControlWords words;
    private long offset;

    private ControlFile(Run run, FileChannel channel) {
        this.words = new ControlWords(run);
        this.channel = channel;
    }

    /** Makes the file, empty. */
    public static ControlFile create(Path file, Run run) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        return new ControlFile(run, FileChannel.open(file, options, mode));
    }

    @Override
    public Run run() {
        return words.run();
    }

    /** Reads what was appended since the last call; answers the latest progress if there is news of it. */
    @Override
    public synchronized ControlWords.@Nullable Progress news() {
        try {
            readAppended();
        } catch (IOException e) {
            words.complain("the control file cannot be read: " + e.getMessage());
        }
        return words.news();
    }

    /** A last line needs no newline. */
    @Override
    public synchronized void readRest() {
        try {
            readAppended();
        } catch (IOException e) {
            words.complain("the control file cannot be read: " + e.getMessage());
        }
        splitter.end().ifPresent(words::accept);
    }

    /** The pause before the next attempt that the program asked for last; null: none. */
    public @Nullable Duration retryAfter() {
        return words.retryAfter();
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
            splitter.accept(buffer.array(), count, words::accept);
        }
        if (splitter.leftOut() > 0) {
            words.complain("a line of the control file is longer than " + LONGEST_LINE + " bytes");
        }
        if (offset >= LONGEST_FILE) {
            words.complain("the control file is longer than " + LONGEST_FILE + " bytes, and what follows is not read");
        }
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
