package io.kingtask.worker.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Removes a folder with all that is in it: folders without write permission too, symbolic links but not what they point to. It goes from
 * folder to folder by descriptors, never by a path: a worker that is root must not be led elsewhere by a program that swaps a folder of
 * its own for a link meanwhile.
 */
final class FolderRemoval {

    /** What is done to one entry. */
    private interface Step {
        void take() throws IOException;
    }

    private FolderRemoval() {}

    static void remove(Path folder) throws IOException {
        var parent = folder.toAbsolutePath().getParent();
        if (parent == null) {
            throw new NotDirectoryException(folder.toString());
        }
        try (var stream = Files.newDirectoryStream(parent)) {
            if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
                throw new IOException("this system cannot remove " + folder + " safely");
            }
            remove(secure, folder.toAbsolutePath());
        }
    }

    /** Removes what is in a folder, and keeps that. */
    static void removeAllIn(Path folder) throws IOException {
        try (var stream = Files.newDirectoryStream(folder)) {
            if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
                throw new IOException("this system cannot empty " + folder + " safely");
            }
            for (var entry : secure) {
                remove(secure, entry);
            }
        }
    }

    /** @param path where the entry was found; its last name is looked up in the folder that is open */
    private static void remove(SecureDirectoryStream<Path> parent, Path path) throws IOException {
        var name = path.getFileName();
        try {
            if (isFolder(parent, name)) {
                withAccess(path, () -> empty(parent, path));
                withAccess(path.resolveSibling(""), () -> parent.deleteDirectory(name));
            } else {
                withAccess(path.resolveSibling(""), () -> parent.deleteFile(name));
            }
        } catch (NoSuchFileException e) {
            return;
        }
    }

    private static boolean isFolder(SecureDirectoryStream<Path> parent, Path name) throws IOException {
        return parent.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isDirectory();
    }

    private static void empty(SecureDirectoryStream<Path> parent, Path path) throws IOException {
        try (var folder = parent.newDirectoryStream(path.getFileName(), LinkOption.NOFOLLOW_LINKS)) {
            for (var entry : folder) {
                remove(folder, path.resolve(entry.getFileName()));
            }
        }
    }

    /** A folder that refuses is opened to its owner, and asked once more. Root is refused nothing. */
    private static void withAccess(Path folder, Step step) throws IOException {
        try {
            step.take();
        } catch (AccessDeniedException e) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            step.take();
        }
    }
}
