package io.kingtask.doctor;

import io.kingtask.store.WorkStore.Run;
import io.kingtask.worker.cell.Cell;
import io.kingtask.worker.config.Confinement;
import io.kingtask.worker.config.WorkerConfig;
import io.kingtask.worker.folder.WorkFolders;
import java.io.IOException;

/** Which programs a worker can run, of its own process or inside a broker's, and whether it can start them as it is told to. */
record ProgramsLook(Report report, WorkerConfig config) {

    private static final String INCARNATION = "doctor";

    void look() {
        new ExecutablesLook(report, config.binPath()).look();
        config.metricsAddr()
                .ifPresent(address -> report.add(
                        Finding.note("metrics", "Whoever reaches " + address + " may read the worker's metrics.")));
        try {
            lookAtConfinement(Cell.of(config.confinement(), config.binPath(), WorkFolders.temporary()));
        } catch (IOException e) {
            report.add(Finding.problem(
                    "confinement",
                    "The worker does not start: " + e.getMessage() + ".",
                    "Correct the keys run_as, limits and isolation, or what they want; see docs/security.md."));
        }
    }

    /** Makes a run's folder and starts a trial in it, as a worker does at its start. */
    private void lookAtConfinement(Cell cell) throws IOException {
        if (config.confinement().equals(Confinement.NONE)) {
            report.add(Finding.note("confinement", "Programs run as the worker's own user, with all its rights."));
            return;
        }
        try (var folders = WorkFolders.create(WorkFolders.temporary(), INCARNATION, cell.account());
                var folder = folders.open(new Run(INCARNATION, 0))) {
            cell.tryOut(folder.work(), folder.control(), config.binPath());
        }
        report.add(Finding.ok("confinement", "Programs can be run as run_as, limits and isolation want it."));
    }
}
