package io.kingtask.worker.warm;

import io.kingtask.store.WorkStore.Run;
import io.kingtask.worker.cell.Cell;
import io.kingtask.worker.cell.CellException;
import io.kingtask.worker.folder.ReusedFolder;
import io.kingtask.worker.folder.RunFolder;
import io.kingtask.worker.folder.WorkFolders;
import io.kingtask.worker.output.RunOutputs;
import io.kingtask.worker.process.Launch;
import io.kingtask.worker.process.LaunchException;
import io.kingtask.worker.process.Launcher;
import io.kingtask.worker.process.TreeMarker;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Starts the processes that stay. Each is marked as a run is, by a number of its own in place of a task's: so watchdog and successor find
 * it, and what it started.
 */
public final class WarmStart {

    private static final String WARM = "KINGTASK_WARM";
    private static final String CONTROL = "KINGTASK_CONTROL";
    private static final int NOT_USED = 2;
    private static final int FIRST = 1;

    private final Launcher launcher;
    private final Cell cell;
    private final WorkFolders folders;
    private final Clock clock;
    private final Map<String, String> variables;

    /**
     * @param cell where programs run; the same that the folders were made for
     * @param variables of every program
     */
    public WarmStart(Launcher launcher, Cell cell, WorkFolders folders, Clock clock, Map<String, String> variables) {
        this.launcher = launcher;
        this.cell = cell;
        this.folders = folders;
        this.clock = clock;
        this.variables = variables;
    }

    Clock clock() {
        return clock;
    }

    /** @param longestLine bytes that an answer may have */
    WarmProcess start(Program program, int longestLine) throws LaunchException, IOException {
        var marker = new TreeMarker(UUID.randomUUID().toString(), FIRST);
        var folder = folders.open(new Run(marker.taskId(), marker.fence()));
        boolean started = false;
        try {
            var process = launcher.open(launch(program, folder, marker));
            started = true;
            return new WarmProcess(program, process, new ReusedFolder(folder, clock), longestLine);
        } finally {
            if (!started) {
                folder.close();
            }
        }
    }

    private Launch launch(Program program, RunFolder folder, TreeMarker marker) throws CellException {
        var own = new LinkedHashMap<>(variables);
        own.put(WARM, "1");
        own.put(TreeMarker.TASK_ID, marker.taskId());
        own.put(TreeMarker.FENCE, Long.toString(marker.fence()));
        own.put(CONTROL, folder.control().toString());
        return new Launch(
                program.path(),
                List.of(),
                folder.work(),
                null,
                new RunOutputs(NOT_USED),
                marker,
                cell.wrapper(folder.work(), folder.control(), own),
                // Whatever task it gets later: it is known which content it runs.
                program.identity());
    }
}
