package io.kingtask.worker.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells one file, and one content of it, from another without reading it: whoever writes to a file moves its time of change on, and
 * cannot set that back.
 *
 * @param modified ns since 1970, as is {@code changed}
 */
public record FileIdentity(long device, long inode, long size, long modified, long changed) {

    /** Two changes within a tick of the system's clock have the same time; some file systems know only seconds, and even ones. */
    public static final Duration SETTLED = Duration.ofSeconds(2);

    /** Of what the path leads to. */
    public static FileIdentity of(Path path) throws IOException {
        return FileLook.PLAIN.at(path).identity();
    }

    /** Whether the last change is so long ago that another one would show. */
    public boolean isSettled(Instant now) {
        return Instant.EPOCH.plusNanos(changed).plus(SETTLED).isBefore(now);
    }
}
