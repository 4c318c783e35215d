package io.kingtask.worker.folder;

import io.kingtask.store.WorkStore.Run;
import io.kingtask.worker.cell.Account;
import io.kingtask.worker.process.FileLook;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This worker's folder under the temporary folder, with one folder for each run in it. A lock on a file beside it, which the system
 * gives up when the process ends in whatever way, tells living workers' folders from those that a dead one left.
 */
public final class WorkFolders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkFolders.class);

    private final Path root;
    private final Path lockFile;
    private final FileChannel lock;
    private final Optional<Account> account;
    private final SpareFolders spares;

    private WorkFolders(Path root, Path lockFile, FileChannel lock, Optional<Account> account) {
        this.account = account;
        this.root = root;
        this.lockFile = lockFile;
        this.lock = lock;
        this.spares = new SpareFolders(root);
    }

    /** The system's temporary folder. */
    public static Path temporary() {
        var named = System.getenv("TMPDIR");
        return Path.of(named == null || named.isEmpty() ? System.getProperty("java.io.tmpdir") : named)
                .toAbsolutePath();
    }

    /** For programs that run as this process' user. */
    public static WorkFolders create(Path temporary, String incarnation) throws IOException {
        return create(temporary, incarnation, Optional.empty());
    }

    /**
     * Removes what dead workers left in {@code temporary}, and makes a folder for this one.
     *
     * @param incarnation distinct for every worker ever started on this machine
     * @param account the user that programs run as; empty: this process'
     */
    public static WorkFolders create(Path temporary, String incarnation, Optional<Account> account) throws IOException {
        FolderSweep.sweep(temporary);
        var root = temporary.resolve(FolderName.next(incarnation));
        var lockFile = FolderName.lockOf(root);
        // Locked before the folder is there: a folder whose lock is free is nobody's.
        var lock = FileChannel.open(lockFile, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        if (lock.tryLock() == null) {
            lock.close();
            throw new IOException("cannot lock " + lockFile);
        }
        Files.createDirectory(root, RunFolder.OWNER_ONLY);
        if (account.isPresent()) {
            Files.setPosixFilePermissions(root, RunFolder.PASSAGE);
        }
        return new WorkFolders(root.toRealPath(), lockFile, lock, account);
    }

    /** The folder itself, as an absolute path without symbolic links. */
    public Path root() {
        return root;
    }

    /** Whether the watchdog has ended programs since then, because this process was silent for too long. */
    public boolean programsWereEndedSince(Instant then) {
        try {
            return !Files.getLastModifiedTime(root.resolve("ended")).toInstant().isBefore(then);
        } catch (IOException e) {
            return false;
        }
    }

    /** A folder for one run, with nothing in it but what {@link RunFolder} tells of; to be closed, after which nothing is there under its name. */
    public RunFolder open(Run run) throws IOException {
        return open(run, FileLook.PLAIN);
    }

    /** @param files to be used until the folder is closed */
    public RunFolder open(Run run, FileLook files) throws IOException {
        var name = root.resolve(run.id() + "-" + run.fence());
        var spare = spares.take(name, files);
        return spare == null ? RunFolder.create(name, account, spares, files) : spare;
    }

    @Override
    public void close() {
        try (lock;
                spares) {
            FolderRemoval.remove(root);
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            LOG.warn("Could not remove {}: {}. The next worker that starts here tries again.", root, e.toString());
        }
    }
}
