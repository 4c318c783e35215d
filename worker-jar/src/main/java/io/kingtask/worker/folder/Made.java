package io.kingtask.worker.folder;

import io.kingtask.worker.process.FileIdentity;
import io.kingtask.worker.process.FileLook;
import io.kingtask.worker.process.FileStatus;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * What the system says of a run's folder and what is in it. Renaming the folder changes its time of change, and nothing else; whatever a
 * program does to {@code work} or {@code control} moves theirs on, and what it puts beside them the time at which the folder was modified.
 *
 * @param at by {@link System#nanoTime}
 */
record Made(FileStatus folder, FileStatus work, FileStatus control, long at) {

    static Made look(FileLook files, Path folder) throws IOException {
        long now = System.nanoTime();
        return new Made(
                look(files, folder, ""),
                look(files, folder, RunFolder.WORK),
                look(files, folder, RunFolder.CONTROL),
                now);
    }

    private static FileStatus look(FileLook files, Path folder, String name) throws IOException {
        return files.at(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    boolean isSettled() {
        return System.nanoTime() - at > FileIdentity.SETTLED.toNanos();
    }

    boolean isStillSo(Made now, boolean modified) {
        return work.equals(now.work)
                && control.equals(now.control)
                && (modified || folder.modified() == now.folder.modified())
                && folder.inode() == now.folder.inode()
                && folder.mode() == now.folder.mode()
                && folder.uid() == now.folder.uid()
                && folder.gid() == now.folder.gid();
    }
}
