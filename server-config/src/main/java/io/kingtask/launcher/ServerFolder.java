package io.kingtask.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The server's working folder below {@code java.io.tmpdir}: made for one run, locked while it lasts, removed at its end. What a killed
 * broker left behind is not locked any more, and the next one removes it.
 */
final class ServerFolder {

    private static final Logger LOG = Logger.getLogger(ServerFolder.class.getName());
    private static final String PREFIX = "kingtask-broker-";
    private static final String LOCK = "lock";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Duration BEING_MADE = Duration.ofMinutes(1);

    private final Path path;

    /** Never closed: the end of the process gives the lock back. */
    private final FileChannel lock;

    private ServerFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static ServerFolder make() throws IOException {
        removeLeftovers(Path.of(System.getProperty("java.io.tmpdir")));
        Path path = Files.createTempDirectory(PREFIX);
        FileChannel lock =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        return new ServerFolder(path, lock);
    }

    Path path() {
        return path;
    }

    /** @return the new file of this name in the folder */
    Path write(String name, String text) throws IOException {
        return Files.writeString(path.resolve(name), text, StandardOpenOption.CREATE_NEW);
    }

    /** As {@link #write}; nobody but this user can read it. */
    Path writeSecret(String name, byte[] bytes) throws IOException {
        Path file = Files.createFile(path.resolve(name), OWNER_ONLY);
        return Files.write(file, bytes);
    }

    void remove() {
        if (lock.isOpen()) {
            removeTree(path);
        }
    }

    private static void removeLeftovers(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (isLeftover(folder)) {
                    LOG.log(Level.INFO, "Removing {0}, the folder of a broker that was killed", folder);
                    removeTree(folder);
                }
            }
        }
    }

    /** A folder without its lock file is one that is just being made, or one that a server wrote into after its removal. */
    private static boolean isLeftover(Path folder) {
        Path file = folder.resolve(LOCK);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.isWritable(folder)) {
            return false;
        }
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return folder.toFile().lastModified() < System.currentTimeMillis() - BEING_MADE.toMillis();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock taken = channel.tryLock()) {
            return taken != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static void removeTree(Path root) {
        try {
            Files.walkFileTree(root, new Removal());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Could not remove {0}: {1}", new Object[] {root, e.toString()});
        }
    }

    /** Does not follow symbolic links. */
    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
