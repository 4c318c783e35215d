package io.kingtask.worker.folder;

import io.kingtask.worker.cell.Account;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
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

    private static final String WORK = "work";
    private static final String[] NOTHING = {};
    private static final String[] ONLY_WORK = {WORK};

    private final Path folder;
    private final Optional<Account> account;
    private final SpareFolders spares;
    private final Made made;
    private boolean hasStdin;

    /**
     * What the system says of the folder and of {@code work}. Renaming the folder changes nothing of it; whatever a program does to {@code work}
     * moves its time of change on, unless it does so in the same tick of the system's clock in which the folder was made.
     */
    private record Made(Map<String, Object> folder, Map<String, Object> work) {
        static Made look(Path folder) throws IOException {
            return new Made(
                    Files.readAttributes(folder, "unix:ino,mode,uid,gid", LinkOption.NOFOLLOW_LINKS),
                    Files.readAttributes(
                            folder.resolve(WORK), "unix:ino,mode,uid,gid,ctime", LinkOption.NOFOLLOW_LINKS));
        }
    }

    private RunFolder(Path folder, Optional<Account> account, SpareFolders spares, Made made) {
        this.folder = folder;
        this.account = account;
        this.spares = spares;
        this.made = made;
    }

    /** The folder stays this process' own: a program can put nothing in the place of what is in it. */
    static RunFolder create(Path folder, Optional<Account> account, SpareFolders spares) throws IOException {
        Files.createDirectory(folder, OWNER_ONLY);
        var work = Files.createDirectory(folder.resolve(WORK), OWNER_ONLY);
        if (account.isPresent()) {
            Files.setPosixFilePermissions(folder, PASSAGE);
            account.get().own(work);
        }
        return new RunFolder(folder, account, spares, Made.look(folder));
    }

    /** The same, for another run. */
    RunFolder renamed(Path name) throws IOException {
        Files.move(folder, name, StandardCopyOption.ATOMIC_MOVE);
        return new RunFolder(name, account, spares, made);
    }

    /** Gives one of its files to the user that programs run as. */
    public void handOver(Path file) throws IOException {
        if (account.isPresent()) {
            account.get().own(file);
        }
    }

    public Path work() {
        return folder.resolve(WORK);
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
            if (isLeftAsFound()) {
                spares.keep(this);
            } else {
                FolderRemoval.remove(folder);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "Could not remove the working folder {}: {}. It is tried again when a worker starts.",
                    folder,
                    e.toString());
        }
    }

    /** Removes the files that were made for the run, and answers whether that is all the run has left. */
    private boolean isLeftAsFound() {
        try {
            Files.deleteIfExists(control());
            if (hasStdin) {
                Files.deleteIfExists(folder.resolve(STDIN));
            }
            return Arrays.equals(folder.toFile().list(), ONLY_WORK)
                    && Arrays.equals(work().toFile().list(), NOTHING)
                    && Made.look(folder).equals(made);
        } catch (IOException e) {
            LOG.debug("{} was changed by its program: {}", folder, e.toString());
            return false;
        }
    }
}
