package io.kingtask.worker.cgroup;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what is in groups that nobody has any more, and removes them. A worker's group is named {@code kingtask-PROCESS}. */
final class CgroupSweep {

    private static final Logger LOG = LoggerFactory.getLogger(CgroupSweep.class);
    private static final Pattern NAME = Pattern.compile("kingtask-([0-9]{1,18})");
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final long PAUSE_MILLIS = 10;

    private CgroupSweep() {}

    static Path ofThisProcess(Path own) {
        return own.resolve("kingtask-" + ProcessHandle.current().pid());
    }

    /** Ends what dead workers left in this group. */
    static void sweep(Path own) {
        try (var folders = Files.newDirectoryStream(own, Files::isDirectory)) {
            for (var folder : folders) {
                var name = NAME.matcher(folder.getFileName().toString());
                if (name.matches()) {
                    endIfDead(new Cgroup(folder), Long.parseLong(name.group(1)));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("Could not look for control groups of dead workers in {}: {}", own, e.toString());
        }
    }

    private static void endIfDead(Cgroup group, long worker) {
        try {
            if (isDead(group, worker)) {
                end(group);
                LOG.info("Removed the control group {}, which a worker that died left behind.", group.folder());
            }
        } catch (IOException e) {
            LOG.debug("Could not remove {}: {}", group.folder(), e.toString());
        }
    }

    /** Doubts are for the living: a worker that is about to enter its group, and one whose processes cannot be seen from here. */
    private static boolean isDead(Cgroup group, long worker) throws IOException {
        var processes = group.processes();
        boolean numberIsFree = worker == ProcessHandle.current().pid()
                || ProcessHandle.of(worker).isEmpty();
        return numberIsFree && !processes.contains(worker) && !processes.contains(0L);
    }

    /**
     * Kills what is in a group, and removes it.
     *
     * @throws IOException when that was not possible within two seconds
     */
    static void end(Cgroup group) throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        var refusal = tryToEnd(group);
        while (refusal.isPresent()) {
            if (System.nanoTime() - end >= 0) {
                throw refusal.get();
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw refusal.get();
            }
            refusal = tryToEnd(group);
        }
    }

    /** Why it is still there. */
    private static Optional<IOException> tryToEnd(Cgroup group) {
        try {
            if (Files.exists(group.folder())) {
                group.kill();
                group.remove();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }
}
