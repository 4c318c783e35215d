package io.kingtask.worker.heartbeat;

import io.kingtask.worker.execute.ExecutableFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names of the executables in {@code bin_path}. The folder is listed again when its time of change says so, and now and then anyway:
 * a permission given to a file changes no folder. At most 10,000 names.
 */
final class BinFolder {

    private static final Logger LOG = LoggerFactory.getLogger(BinFolder.class);
    private static final int MOST = 10_000;
    private static final long LIST_ANYWAY = Duration.ofSeconds(10).toNanos();

    private final Path folder;
    private @Nullable FileTime listedChange;
    private long listedAt;
    private Set<String> names = Set.of();
    private boolean complained;
    private boolean toldOfGroup;

    BinFolder(Path folder) {
        this.folder = folder;
    }

    /** The names; a new set only when they changed. An unreadable folder has none. */
    Set<String> names() {
        var change = change().orElse(null);
        if (change == null || !change.equals(listedChange) || System.nanoTime() - listedAt > LIST_ANYWAY) {
            listedAt = System.nanoTime();
            listedChange = change;
            var listed = list();
            if (!listed.equals(names)) {
                names = Set.copyOf(listed);
            }
        }
        return names;
    }

    private Optional<FileTime> change() {
        try {
            return Optional.of(Files.getLastModifiedTime(folder));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Set<String> list() {
        var found = new TreeSet<String>();
        ExecutableFile.folderFault(folder).ifPresent(this::complain);
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (ExecutableFile.locate(folder, name) instanceof ExecutableFile.Found file) {
                    if (found.size() == MOST) {
                        complain("more than " + MOST + " executables are in it, and the others are not announced");
                        break;
                    }
                    found.add(name);
                    tellOfGroup(name, file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            complain("it cannot be listed (" + e + "), so this worker has no executables");
        }
        return found;
    }

    private void tellOfGroup(String name, ExecutableFile.Found file) {
        if (file.groupMayWrite() && !toldOfGroup) {
            toldOfGroup = true;
            LOG.warn(
                    "bin_path {}: the group of {}, or of its folder, may write to it, so whoever is in that group decides what this"
                            + " worker runs. Others like it are not named.",
                    folder,
                    name);
        }
    }

    private void complain(String what) {
        if (!complained) {
            complained = true;
            LOG.warn("bin_path {}: {}.", folder, what);
        }
    }
}
