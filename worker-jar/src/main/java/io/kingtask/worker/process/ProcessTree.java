package io.kingtask.worker.process;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of one run: the leader's group, and whatever left it. {@link #end} is for a tree that must go while its leader lives;
 * {@link #endSurvivors} for what is left when the leader has ended.
 */
final class ProcessTree {

    /** Sends signals; a process that is gone is no error. */
    interface Signals {
        /** @return whether there is still a process in the leader's group */
        boolean group(boolean kill);

        void one(long pid, boolean kill);

        boolean groupIsAlive();
    }

    private static final Logger LOG = LoggerFactory.getLogger(ProcessTree.class);
    private static final Duration AFTER_KILL = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final long leader;
    private final TreeMarker marker;
    private final Signals signals;
    private final Set<ProcessScan.Found> known = new HashSet<>();

    ProcessTree(long leader, TreeMarker marker, Signals signals) {
        this.leader = leader;
        this.marker = marker;
        this.signals = signals;
    }

    /** Signals every process of the tree: SIGTERM, or SIGKILL. */
    void end(boolean kill) {
        // Collected before the signal: the children of a dead parent are no longer its descendants.
        known.addAll(ProcessScan.tree(leader, marker));
        signals.group(kill);
        known.stream().filter(ProcessScan::isAlive).forEach(process -> signals.one(process.pid(), kill));
    }

    /**
     * Ends what is left when the leader's end is known and its status read: waits for the group to be empty, and sends SIGKILL when the
     * grace is over.
     *
     * @param wide whether to look for processes outside of the group, too: costs a walk through all processes of the machine
     */
    void endSurvivors(Duration grace, boolean wide) {
        if (wide) {
            end(false);
        }
        if (awaitNone(grace, wide)) {
            return;
        }
        end(true);
        if (!awaitNone(AFTER_KILL, true)) {
            LOG.warn(
                    "Processes of task {} are still there after SIGKILL; they will go when the system lets them.",
                    marker.taskId());
        }
    }

    private boolean awaitNone(Duration patience, boolean wide) {
        long end = System.nanoTime() + patience.toNanos();
        long pause = 1_000_000;
        while (isAnyAlive(wide)) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            try {
                Thread.sleep(pause / 1_000_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE.toNanos());
        }
        return true;
    }

    private boolean isAnyAlive(boolean wide) {
        if (signals.groupIsAlive()) {
            return true;
        }
        if (!wide) {
            return false;
        }
        if (known.stream().anyMatch(ProcessScan::isAlive)) {
            return true;
        }
        return known.addAll(ProcessScan.tree(leader, marker));
    }
}
