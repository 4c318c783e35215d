package io.kingtask.worker.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Tells one file, and one content of it, from another without reading it: whoever writes to a file moves its time of change on, and
 * cannot set that back.
 */
public record FileIdentity(long device, long inode, long size, FileTime modified, FileTime changed) {

    /** The attributes that {@link #of(Map)} needs, for {@link Files#readAttributes(Path, String, java.nio.file.LinkOption...)}. */
    public static final String ATTRIBUTES = "dev,ino,size,lastModifiedTime,ctime";

    /** Two changes within a tick of the system's clock have the same time. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    public static FileIdentity of(Map<String, Object> attributes) {
        return new FileIdentity(
                (long) present(attributes, "dev"),
                (long) present(attributes, "ino"),
                (long) present(attributes, "size"),
                (FileTime) present(attributes, "lastModifiedTime"),
                (FileTime) present(attributes, "ctime"));
    }

    private static Object present(Map<String, Object> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name);
    }

    /** Of what the path leads to. */
    public static FileIdentity of(Path path) throws IOException {
        return of(Files.readAttributes(path, "unix:" + ATTRIBUTES));
    }

    /** Whether the last change is so long ago that another one would show. */
    public boolean isSettled(Instant now) {
        return changed.toInstant().plus(SETTLED).isBefore(now);
    }
}
