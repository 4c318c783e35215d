package io.kingtask.worker.name;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A locked file, which says that a name is taken. The system gives the lock up when the process ends in whatever way; the file is removed
 * by {@link #close} alone, so that a file without a lock is that of a worker which died.
 */
final class NameLock implements AutoCloseable {

    private static final int TRIES = 100;

    private final Path file;
    private final FileChannel channel;

    private NameLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock; empty when a living process holds it.
     *
     * @throws IOException when the file cannot be made or locked
     */
    static Optional<NameLock> take(Path file) throws IOException {
        if (!Held.add(file)) {
            return Optional.empty();
        }
        NameLock lock = null;
        try {
            lock = open(file);
            return Optional.ofNullable(lock);
        } finally {
            if (lock == null) {
                Held.remove(file);
            }
        }
    }

    private static @Nullable NameLock open(Path file) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            create(file);
            var before = key(file);
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return null;
            }
            // A worker that stopped meanwhile has removed the file: this lock would be that of a file without a name.
            if (before != null && before.equals(key(file))) {
                var pid = ProcessHandle.current().pid() + "\n";
                channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
                return new NameLock(file, channel);
            }
            channel.close();
        }
        throw new IOException(file + " is removed again and again");
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // It is another's, or a dead one's: the lock tells.
            Objects.requireNonNull(file);
        }
    }

    private static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** The number of the process that holds it, when it is another one and can be told. */
    static String holder(Path file) {
        if (Held.contains(file)) {
            return "this process";
        }
        try {
            return "process " + Files.readString(file).strip();
        } catch (IOException e) {
            return "another process";
        }
    }

    /** Gives the name up in order: nothing of this worker is left. */
    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            Files.deleteIfExists(file);
        } finally {
            Held.remove(file);
        }
    }

    /**
     * The files that this process holds. Locks are the process' own: opening and closing a file a second time would give up the lock of
     * the first. Kept in system properties, because in a server several applications may have this class, each for itself.
     */
    private static final class Held {

        private static final String PREFIX = "kingtask.held.";

        static boolean add(Path file) {
            return System.getProperties().putIfAbsent(PREFIX + file, "") == null;
        }

        static boolean contains(Path file) {
            return System.getProperty(PREFIX + file) != null;
        }

        static void remove(Path file) {
            System.clearProperty(PREFIX + file);
        }
    }
}
