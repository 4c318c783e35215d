package io.kingtask.worker.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the folders of workers that died. Those of other users, of this process, and of workers that hold their lock are left alone. */
final class FolderSweep {

    private static final Logger LOG = LoggerFactory.getLogger(FolderSweep.class);

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
            if (!Files.isWritable(folder)) {
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

    private static void remove(Path folder) throws IOException {
        FolderRemoval.remove(folder);
        LOG.info("Removed {}, which a worker that died left behind.", folder);
    }
}
