package io.kingtask.worker.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.TaskId;
import io.kingtask.store.WorkStore.Run;
import io.kingtask.worker.process.FileIdentity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFoldersIT {

    private static final List<Change> CHANGES = List.of(
            work -> Files.createFile(work.resolve("left")),
            work -> Files.createFile(work.resolveSibling("left")),
            work -> Files.writeString(work.resolveSibling("control"), "{}"),
            work -> Files.delete(work.resolveSibling("control")),
            work -> Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("r-x------")),
            work -> Files.setPosixFilePermissions(work.getParent(), PosixFilePermissions.fromString("rwxrwxrwx")),
            Files::delete,
            work -> Files.createDirectory(
                    Files.move(work, work.resolveSibling("other")).resolveSibling("work")));

    @TempDir
    private Path temporary;

    @Test
    void folderOfALivingWorkerIsLeftAlone() throws Exception {
        try (var first = WorkFolders.create(temporary, "1");
                var run = first.open(new Run(TaskId.next(), 1));
                var second = WorkFolders.create(temporary, "2")) {
            assertTrue(Files.isDirectory(run.work()));
            second.open(new Run(TaskId.next(), 1)).close();
        }
        try (var left = Files.list(temporary)) {
            assertTrue(left.findAny().isEmpty());
        }
    }

    @Test
    void folderThatWasLeftAsFoundIsGoneUnderItsNameAndServesTheNextRun() throws Exception {
        try (var folders = WorkFolders.create(temporary, "1")) {
            var inode = inodeAfterARun(folders, work -> {});
            try (var next = folders.open(new Run(TaskId.next(), 1))) {
                assertEquals(inode, inode(next.work()));
            }
        }
    }

    @Test
    void folderThatItsProgramChangedServesNoOther() throws Exception {
        try (var folders = WorkFolders.create(temporary, "1")) {
            for (var change : CHANGES) {
                inodeAfterARun(folders, change);
                assertNextIsFresh(folders);
            }
        }
    }

    /** Then it is told by times alone. */
    @Test
    void folderThatWasMadeSomeTimeAgoServesNoOtherOnceItWasChanged() throws Exception {
        try (var folders = WorkFolders.create(temporary, "1")) {
            var runs = new ArrayList<RunFolder>();
            for (int i = 0; i < CHANGES.size(); i++) {
                runs.add(folders.open(new Run(TaskId.next(), 1)));
            }
            runs.forEach(RunFolder::close);
            long settled = System.nanoTime() + FileIdentity.SETTLED.toNanos();
            while (System.nanoTime() <= settled) {
                LockSupport.parkNanos(settled - System.nanoTime() + 1);
            }
            var inodes = new HashSet<>();
            for (var change : CHANGES) {
                assertTrue(inodes.add(inodeAfterARun(folders, change)), "another of those that were made then");
            }
            assertNextIsFresh(folders);
        }
    }

    private static void assertNextIsFresh(WorkFolders folders) throws IOException {
        try (var next = folders.open(new Run(TaskId.next(), 1));
                var found = Files.list(next.work())) {
            assertTrue(found.findAny().isEmpty());
            assertEquals(PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(next.work()));
            assertEquals(
                    PosixFilePermissions.fromString("rwx------"),
                    Files.getPosixFilePermissions(next.work().getParent()));
            try (var beside = Files.list(next.work().getParent())) {
                assertEquals(Set.of(next.work(), next.control()), beside.collect(Collectors.toSet()));
            }
        }
    }

    private interface Change {
        void make(Path work) throws IOException;
    }

    private static Object inodeAfterARun(WorkFolders folders, Change change) throws IOException {
        var run = folders.open(new Run(TaskId.next(), 1));
        var inode = inode(run.work());
        change.make(run.work());
        run.close();
        assertFalse(Files.exists(run.work().getParent()));
        return inode;
    }

    private static Object inode(Path path) throws IOException {
        return Files.getAttribute(path, "unix:ino");
    }

    @Test
    void folderThatAnotherProcessHasLockedIsLeftAlone() throws Exception {
        var folder = Files.createDirectory(temporary.resolve("kingtask-work-1.1-1"));
        var lock = Files.createFile(temporary.resolve("kingtask-work-1.1-1.lock"));
        var holder = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        lock.toString())
                .start();
        try {
            holder.inputReader().readLine();
            WorkFolders.create(temporary, "2").close();
            assertTrue(Files.exists(folder));
        } finally {
            holder.destroyForcibly().waitFor();
        }
        WorkFolders.create(temporary, "3").close();
        assertFalse(Files.exists(folder));
    }

    @Test
    void programAndFolderOfADeadWorkerAreRemoved() throws Exception {
        var id = TaskId.next();
        var dead = Files.createDirectory(temporary.resolve("kingtask-work-1.1-1"));
        Files.createDirectories(dead.resolve(id + "-7").resolve("work"));
        var builder = new ProcessBuilder("sleep", "600");
        builder.environment().put("KINGTASK_TASK_ID", id);
        builder.environment().put("KINGTASK_FENCE", "7");
        var orphan = builder.start();
        WorkFolders.create(temporary, "2").close();
        assertTrue(orphan.waitFor(10, TimeUnit.SECONDS));
        assertFalse(Files.exists(dead));
    }

    @Test
    void linkInTheTemporaryFolderIsNotFollowed() throws Exception {
        var elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Files.createSymbolicLink(temporary.resolve("kingtask-work-1.1-9"), elsewhere);
        WorkFolders.create(temporary, "2").close();
        assertTrue(Files.exists(elsewhere));
    }
}
