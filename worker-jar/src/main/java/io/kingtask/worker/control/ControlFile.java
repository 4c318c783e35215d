package io.kingtask.worker.control;

import io.kingtask.store.WorkStore.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The file that a running program appends lines to. Bounded: 4,096 bytes a line, 1 MiB in all. */
public final class ControlFile implements ControlWatch.Source {

    private static final int LONGEST_LINE = 4096;
    private static final int LONGEST_FILE = 1 << 20;

    private final FileChannel channel;
    private final LineSplitter splitter = new LineSplitter(LONGEST_LINE);
    private final ControlWords words;
    private long offset;
    private boolean ended;

    /** @param channel of a file that is empty when the run begins; not read any more after {@link #readRest} */
    public ControlFile(Run run, FileChannel channel) {
        this.words = new ControlWords(run);
        this.channel = channel;
    }

    @Override
    public Run run() {
        return words.run();
    }

    /** Reads what was appended since the last call, first. */
    @Override
    public void news(Consumer<ControlWords.Progress> to) {
        readAppended();
        words.news(to);
    }

    /** A last line needs no newline. */
    @Override
    public synchronized void readRest() {
        readAppended();
        ended = true;
        splitter.end().ifPresent(words::accept);
    }

    /** The pause before the next attempt that the program asked for last; null: none. */
    public @Nullable Duration retryAfter() {
        return words.retryAfter();
    }

    private synchronized void readAppended() {
        try {
            read();
        } catch (IOException e) {
            words.complain("the control file cannot be read: " + e.getMessage());
        }
    }

    private void read() throws IOException {
        if (ended || !channel.isOpen() || channel.size() <= offset) {
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
}
