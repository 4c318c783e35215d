package io.kingtask.worker;

import io.kingtask.store.WorkStore;
import io.kingtask.worker.cell.Cell;
import io.kingtask.worker.config.WorkerConfig;
import io.kingtask.worker.folder.WorkFolders;
import io.kingtask.worker.process.SystemContext;
import java.io.IOException;

/**
 * Where a worker's programs run.
 *
 * @param folders their files
 * @param cell what confines them
 */
record Rooms(WorkFolders folders, Cell cell) {

    /**
     * Makes them, once the programs of workers that died are ended, and tries them out with a program that does nothing.
     *
     * @throws IOException when the folders cannot be made, or programs cannot be confined: then nothing is left
     */
    static Rooms open(WorkerConfig config, String incarnation) throws IOException {
        var temporary = WorkFolders.temporary();
        return SystemContext.run(() -> {
            var cell = Cell.of(config.confinement(), config.binPath(), temporary);
            return new Rooms(WorkFolders.create(temporary, incarnation, cell.account()), cell).triedOut(config);
        });
    }

    private Rooms triedOut(WorkerConfig config) throws IOException {
        try (var folder = folders.open(new WorkStore.Run("trial", 0))) {
            cell.tryOut(folder.work(), folder.control(), config.binPath());
            return this;
        } catch (IOException e) {
            folders.close();
            throw e;
        }
    }
}
