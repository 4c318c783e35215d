package io.kingtask.worker.folder;

import io.kingtask.worker.cell.Account;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
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

    private static final String WORK = "work";
    private static final String CONTROL = "control";
    private static final String STDIN = "stdin";
    private static final Set<String> MADE = Set.of(WORK, CONTROL);

    private final Path folder;
    private final Optional<Account> account;
    private final SpareFolders spares;
    private final FileChannel controlChannel;
    private final Made made;
    private boolean hasStdin;

    /**
     * What the system says of the folder and what is in it. Renaming the folder changes nothing of it; whatever a program does to {@code work}
     * or {@code control} moves its time of change on, unless it does so in the same tick of the system's clock in which that was made.
     */
    private record Made(Map<String, Object> folder, Map<String, Object> work, Map<String, Object> control) {

        private static final String IDENTITY = "unix:ino,mode,uid,gid";

        static Made look(Path folder) throws IOException {
            return new Made(
                    look(folder, ""),
                    look(folder.resolve(WORK), ",ctime"),
                    look(folder.resolve(CONTROL), ",ctime,size"));
        }

        private static Map<String, Object> look(Path path, String more) throws IOException {
            return Files.readAttributes(path, IDENTITY + more, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private RunFolder(
            Path folder, Optional<Account> account, SpareFolders spares, FileChannel controlChannel, Made made) {
        this.folder = folder;
        this.account = account;
        this.spares = spares;
        this.controlChannel = controlChannel;
        this.made = made;
    }

    /** The folder stays this process' own: a program can put nothing in the place of what is in it. */
    static RunFolder create(Path folder, Optional<Account> account, SpareFolders spares) throws IOException {
        Files.createDirectory(folder, OWNER_ONLY);
        var work = Files.createDirectory(folder.resolve(WORK), OWNER_ONLY);
        var control = folder.resolve(CONTROL);
        var channel = FileChannel.open(control, NEW_FILE, OWNERS_FILE);
        if (account.isPresent()) {
            Files.setPosixFilePermissions(folder, PASSAGE);
            account.get().own(work);
            account.get().own(control);
        }
        return new RunFolder(folder, account, spares, channel, Made.look(folder));
    }

    /** The same, for another run. */
    RunFolder renamed(Path name) throws IOException {
        Files.move(folder, name, StandardCopyOption.ATOMIC_MOVE);
        return new RunFolder(name, account, spares, controlChannel, made);
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
            if (isLeftAsFound()) {
                spares.keep(this);
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

    /** Removes what was put there for the run, and answers whether that is all the run has left. */
    private boolean isLeftAsFound() {
        try {
            if (hasStdin) {
                Files.deleteIfExists(folder.resolve(STDIN));
            }
            return controlChannel.isOpen()
                    && names(folder).equals(MADE)
                    && names(work()).isEmpty()
                    && Made.look(folder).equals(made);
        } catch (IOException e) {
            LOG.debug("{} was changed by its program: {}", folder, e.toString());
            return false;
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        var names = folder.toFile().list();
        if (names == null) {
            throw new IOException(folder + " cannot be listed");
        }
        return Set.of(names);
    }
}
