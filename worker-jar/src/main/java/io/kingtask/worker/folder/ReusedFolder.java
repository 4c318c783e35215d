package io.kingtask.worker.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a program that serves one task after another: its working folder is empty again for each. It is listed only when its time
 * of change says that something was put there, so a task that makes no files costs one look.
 */
public final class ReusedFolder implements AutoCloseable {

    /** Two changes within a tick of the system's clock have the same time. */
    private static final Duration TICK = Duration.ofMillis(50);

    private final RunFolder folder;
    private final Clock clock;
    private @Nullable FileTime emptySince;

    public ReusedFolder(RunFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    public RunFolder files() {
        return folder;
    }

    /** To be called between two tasks. */
    public void empty() throws IOException {
        var changed = Files.getLastModifiedTime(folder.work());
        if (changed.equals(emptySince)) {
            return;
        }
        var lookedAt = clock.instant();
        folder.emptyWork();
        var now = Files.getLastModifiedTime(folder.work());
        // Else somebody could put something there and leave no trace: it is listed again the next time.
        emptySince = now.toInstant().plus(TICK).isBefore(lookedAt) ? now : null;
    }

    @Override
    public void close() {
        folder.close();
    }
}
