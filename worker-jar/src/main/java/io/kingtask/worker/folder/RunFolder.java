package io.kingtask.worker.folder;

import io.kingtask.worker.cell.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one run: {@code work/}, the program's current folder, and beside it {@code control} and {@code stdin}. */
public final class RunFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** For others to go through, but not to look around. */
    static final Set<PosixFilePermission> PASSAGE = PosixFilePermissions.fromString("rwx--x--x");

    private static final String STDIN = "stdin";

    private final Path folder;
    private final Optional<Account> account;
    private boolean hasStdin;

    private RunFolder(Path folder, Optional<Account> account) {
        this.folder = folder;
        this.account = account;
    }

    /** The folder stays this process' own: a program can put nothing in the place of what is in it. */
    static RunFolder create(Path folder, Optional<Account> account) throws IOException {
        Files.createDirectory(folder, OWNER_ONLY);
        Files.createDirectory(folder.resolve("work"), OWNER_ONLY);
        var created = new RunFolder(folder, account);
        if (account.isPresent()) {
            Files.setPosixFilePermissions(folder, PASSAGE);
            created.handOver(created.work());
        }
        return created;
    }

    /** Gives one of its files to the user that programs run as. */
    public void handOver(Path file) throws IOException {
        if (account.isPresent()) {
            account.get().own(file);
        }
    }

    public Path work() {
        return folder.resolve("work");
    }

    /** Empties the working folder, which stays the same one. */
    void emptyWork() throws IOException {
        FolderRemoval.removeAllIn(work());
    }

    public Path control() {
        return folder.resolve("control");
    }

    /** Writes what the program may read; null when that is nothing. A file, not a pipe: it never blocks, and nobody must read it. */
    public @Nullable Path stdin(@Nullable String text) throws IOException {
        if (text == null || text.isEmpty()) {
            return null;
        }
        hasStdin = true;
        var file = Files.write(folder.resolve(STDIN), text.getBytes(StandardCharsets.UTF_8));
        // It is opened by this process, but programs open /dev/stdin, too.
        handOver(file);
        return file;
    }

    @Override
    public void close() {
        try {
            if (!isRemovedAsMade()) {
                FolderRemoval.remove(folder);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "Could not remove the working folder {}: {}. It is tried again when a worker starts.",
                    folder,
                    e.toString());
        }
    }

    /**
     * Removes what was made here, when the program has left nothing else: a tenth of the cost of a walk. Safe by paths, for only this
     * process' own user can put something in their place.
     */
    private boolean isRemovedAsMade() {
        try {
            Files.deleteIfExists(control());
            if (hasStdin) {
                Files.deleteIfExists(folder.resolve(STDIN));
            }
            Files.delete(work());
            Files.delete(folder);
            return true;
        } catch (IOException e) {
            LOG.debug("{} is removed with all that is in it: {}", folder, e.toString());
            return false;
        }
    }
}
