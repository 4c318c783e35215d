package io.kingtask.worker.process;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends programs whose worker died without ending them. */
public final class Orphans {

    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private Orphans() {}

    /** Kills every process of the run, at once: somebody else may run the task already. */
    public static void end(TreeMarker marker) {
        for (var process : ProcessScan.tree(Set.of(), marker)) {
            boolean killed = ProcessHandle.of(process.pid())
                    .map(ProcessHandle::destroyForcibly)
                    .orElse(false);
            if (killed) {
                LOG.warn("Killed process {} of task {}, whose worker had died.", process.pid(), marker.taskId());
            }
        }
    }
}
