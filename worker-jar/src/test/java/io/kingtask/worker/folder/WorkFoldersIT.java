package io.kingtask.worker.folder;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.TaskId;
import io.kingtask.store.WorkStore.Run;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFoldersIT {

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
