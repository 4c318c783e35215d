package io.kingtask.worker.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Asks the system what it says of files. Safe for many threads. */
public interface FileLook {

    /** The look that works wherever Java does. */
    FileLook PLAIN = FileLook::read;

    /**
     * @param options whether a symbolic link itself is meant
     * @throws java.nio.file.NoSuchFileException there is nothing of that name
     */
    FileStatus at(Path path, LinkOption... options) throws IOException;

    private static FileStatus read(Path path, LinkOption... options) throws IOException {
        var is = Files.readAttributes(path, "unix:dev,ino,mode,uid,gid,size,lastModifiedTime,ctime", options);
        return new FileStatus(
                number(is, "dev").longValue(),
                number(is, "ino").longValue(),
                number(is, "mode").intValue(),
                number(is, "uid").intValue(),
                number(is, "gid").intValue(),
                number(is, "size").longValue(),
                nanos(is, "lastModifiedTime"),
                nanos(is, "ctime"));
    }

    private static Number number(Map<String, Object> attributes, String name) {
        return (Number) Objects.requireNonNull(attributes.get(name), name);
    }

    private static long nanos(Map<String, Object> attributes, String name) {
        return ((FileTime) Objects.requireNonNull(attributes.get(name), name)).to(TimeUnit.NANOSECONDS);
    }
}
