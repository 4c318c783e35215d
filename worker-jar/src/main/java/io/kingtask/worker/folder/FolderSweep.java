package io.kingtask.worker.folder;

import io.kingtask.worker.process.Orphans;
import io.kingtask.worker.process.TreeMarker;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the programs and removes the folders of workers that died. Those of other users, of this process, and of workers that hold their lock are left alone. */
final class FolderSweep {

    private static final Logger LOG = LoggerFactory.getLogger(FolderSweep.class);

    /** As {@link WorkFolders#open} names them. */
    private static final Pattern RUN = Pattern.compile("([0-9a-f-]{36})-([0-9]{1,18})");

    private FolderSweep() {}

    static void sweep(Path temporary) {
        try (var folders = Files.newDirectoryStream(
                temporary,
                path -> path.getFileName().toString().startsWith(FolderName.PREFIX)
                        && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        && !FolderName.isOfThisProcess(path))) {
            for (var folder : folders) {
                removeIfDead(folder);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("Could not look for folders of dead workers in {}: {}", temporary, e.toString());
        }
    }

    private static void removeIfDead(Path folder) {
        try {
            if (!Files.isWritable(folder) || !isOurs(folder)) {
                return;
            }
            var lockFile = FolderName.lockOf(folder);
            try (var lock = FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                if (lock.tryLock() == null) {
                    return;
                }
                remove(folder);
                Files.deleteIfExists(lockFile);
            } catch (NoSuchFileException e) {
                remove(folder);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("Could not remove {}: {}", folder, e.toString());
        }
    }

    /** Also for root, whom every folder lets in. */
    private static boolean isOurs(Path folder) throws IOException {
        var owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
        return owner.equals(Files.getOwner(Path.of("/proc/self")));
    }

    private static void remove(Path folder) throws IOException {
        endOrphans(folder);
        FolderRemoval.remove(folder);
        LOG.info("Removed {}, which a worker that died left behind.", folder);
    }

    /** The names of the run folders tell which programs the dead worker had; they must not go on beside their successors. */
    private static void endOrphans(Path folder) throws IOException {
        try (var runs = Files.newDirectoryStream(folder)) {
            for (var run : runs) {
                var name = RUN.matcher(run.getFileName().toString());
                if (name.matches()) {
                    Orphans.end(new TreeMarker(name.group(1), Long.parseLong(name.group(2))));
                }
            }
        }
    }
}
