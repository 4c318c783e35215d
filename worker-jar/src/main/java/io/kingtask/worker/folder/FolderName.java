package io.kingtask.worker.folder;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/**
 * Names of workers' folders: {@code kingtask-work-PROCESS-INCARNATION}. The process part is told from the name alone, because opening and
 * closing another's lock file within the same process would give up that lock.
 */
final class FolderName {

    static final String PREFIX = "kingtask-work-";
    private static final String LOCK = ".lock";
    private static final String OWN_PROCESS = PREFIX + ProcessHandle.current().pid() + "."
            + ManagementFactory.getRuntimeMXBean().getStartTime() + "-";

    private FolderName() {}

    static String next(String incarnation) {
        return OWN_PROCESS + incarnation;
    }

    static boolean isOfThisProcess(Path folder) {
        return folder.getFileName().toString().startsWith(OWN_PROCESS);
    }

    static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }
}
