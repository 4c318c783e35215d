package io.kingtask.worker.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one run: {@code work/}, the program's current folder, and beside it {@code control} and {@code stdin}. */
public final class RunFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    static RunFolder create(Path folder) throws IOException {
        Files.createDirectory(folder, OWNER_ONLY);
        Files.createDirectory(folder.resolve("work"), OWNER_ONLY);
        return new RunFolder(folder);
    }

    public Path work() {
        return folder.resolve("work");
    }

    public Path control() {
        return folder.resolve("control");
    }

    /** Writes what the program may read; null when that is nothing. A file, not a pipe: it never blocks, and nobody must read it. */
    public @Nullable Path stdin(@Nullable String text) throws IOException {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return Files.write(folder.resolve("stdin"), text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            FolderRemoval.remove(folder);
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "Could not remove the working folder {}: {}. It is tried again when a worker starts.",
                    folder,
                    e.toString());
        }
    }
}
