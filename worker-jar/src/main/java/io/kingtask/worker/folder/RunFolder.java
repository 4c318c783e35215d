package io.kingtask.worker.folder;

import io.kingtask.worker.cell.Account;
import io.kingtask.worker.process.FileLook;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one run: {@code work/}, the program's current folder, and beside it {@code control}, empty, and {@code stdin} where there is
 * something to read. A folder in which all is as it was made serves another run.
 */
public final class RunFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** For others to go through, but not to look around. */
    static final Set<PosixFilePermission> PASSAGE = PosixFilePermissions.fromString("rwx--x--x");

    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<StandardOpenOption> NEW_FILE =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);

    static final String WORK = "work";
    static final String CONTROL = "control";
    private static final String STDIN = "stdin";
    private static final Set<String> MADE = Set.of(WORK, CONTROL);

    private final Path folder;
    private final Optional<Account> account;
    private final SpareFolders spares;
    private final FileLook files;
    private final FileChannel controlChannel;
    private final Made made;

    /** Whether all was made so long ago that whatever the program changes shows in a time. */
    private final boolean isSettled;

    private boolean hasStdin;

    private RunFolder(
            Path folder,
            Optional<Account> account,
            SpareFolders spares,
            FileLook files,
            FileChannel controlChannel,
            Made made) {
        this.folder = folder;
        this.account = account;
        this.spares = spares;
        this.files = files;
        this.controlChannel = controlChannel;
        this.made = made;
        this.isSettled = made.isSettled();
    }

    /** The folder stays this process' own: a program can put nothing in the place of what is in it. */
    static RunFolder create(Path folder, Optional<Account> account, SpareFolders spares, FileLook files)
            throws IOException {
        Files.createDirectory(folder, OWNER_ONLY);
        var work = Files.createDirectory(folder.resolve(WORK), OWNER_ONLY);
        var control = folder.resolve(CONTROL);
        var channel = FileChannel.open(control, NEW_FILE, OWNERS_FILE);
        if (account.isPresent()) {
            Files.setPosixFilePermissions(folder, PASSAGE);
            account.get().own(work);
            account.get().own(control);
        }
        return new RunFolder(folder, account, spares, files, channel, Made.look(files, folder));
    }

    /** The same, for another run. */
    RunFolder renamed(Path name, FileLook look) throws IOException {
        Files.move(folder, name, StandardCopyOption.ATOMIC_MOVE);
        return new RunFolder(name, account, spares, look, controlChannel, made);
    }

    public Path work() {
        return folder.resolve(WORK);
    }

    /** Empties the working folder, which stays the same one. */
    void emptyWork() throws IOException {
        FolderRemoval.removeAllIn(work());
    }

    public Path control() {
        return folder.resolve(CONTROL);
    }

    /**
     * The control file, opened once, when it was made: whatever a program puts in its place later, such as a named pipe, cannot hold its
     * reader up. Open until the folder is closed.
     */
    public FileChannel controlChannel() {
        return controlChannel;
    }

    /** Writes what the program may read; null when that is nothing. A file, not a pipe: it never blocks, and nobody must read it. */
    public @Nullable Path stdin(@Nullable String text) throws IOException {
        if (text == null || text.isEmpty()) {
            return null;
        }
        hasStdin = true;
        var file = Files.write(folder.resolve(STDIN), text.getBytes(StandardCharsets.UTF_8));
        if (account.isPresent()) {
            // It is opened by this process, but programs open /dev/stdin, too.
            account.get().own(file);
        }
        return file;
    }

    @Override
    public void close() {
        try {
            var left = leftAsFound();
            if (left != null) {
                spares.keep(new RunFolder(folder, account, spares, files, controlChannel, left));
            } else {
                letGo();
                FolderRemoval.remove(folder);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "Could not remove the working folder {}: {}. It is tried again when a worker starts.",
                    folder,
                    e.toString());
        }
    }

    /** Nothing in it is open any more. */
    void letGo() throws IOException {
        controlChannel.close();
    }

    /** Removes what was put there for the run; when that is all the run has left, how the folder is now. */
    private @Nullable Made leftAsFound() {
        try {
            if (hasStdin) {
                Files.deleteIfExists(folder.resolve(STDIN));
            }
            if (!controlChannel.isOpen() || ((hasStdin || !isSettled) && !hasNothingElse())) {
                return null;
            }
            var now = Made.look(files, folder);
            return made.isStillSo(now, hasStdin) ? (hasStdin ? now : made) : null;
        } catch (IOException e) {
            LOG.debug("{} was changed by its program: {}", folder, e.toString());
            return null;
        }
    }

    private boolean hasNothingElse() throws IOException {
        return names(folder).equals(MADE) && names(work()).isEmpty();
    }

    private static Set<String> names(Path folder) throws IOException {
        var names = folder.toFile().list();
        if (names == null) {
            throw new IOException(folder + " cannot be listed");
        }
        return Set.of(names);
    }
}
