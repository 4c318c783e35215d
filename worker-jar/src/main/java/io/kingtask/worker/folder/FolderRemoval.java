package io.kingtask.worker.folder;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Removes a folder with all that is in it: folders without write permission too, symbolic links but not what they point to. */
final class FolderRemoval extends SimpleFileVisitor<Path> {

    private FolderRemoval() {}

    static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new FolderRemoval());
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        delete(file);
        return FileVisitResult.CONTINUE;
    }

    /** A folder that cannot be read is opened to its owner and walked again. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || Files.isReadable(file)) {
            throw failure;
        }
        open(file);
        Files.walkFileTree(file, this);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
        if (failure != null) {
            throw failure;
        }
        delete(folder);
        return FileVisitResult.CONTINUE;
    }

    private static void delete(Path path) throws IOException {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            var parent = path.getParent();
            if (parent == null) {
                throw e;
            }
            open(parent);
            Files.deleteIfExists(path);
        }
    }

    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
}
