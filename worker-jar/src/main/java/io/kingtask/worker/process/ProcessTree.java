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
    private final Strays strays;
    private final Set<ProcessScan.Found> known = new HashSet<>();
    private boolean leaderIsGone;
    private boolean groupIsGone;
    private boolean wide;

    ProcessTree(long leader, TreeMarker marker, Signals signals, Strays strays) {
        this.leader = leader;
        this.marker = marker;
        this.signals = signals;
        this.strays = strays;
    }

    /** Signals every process of the tree: SIGTERM, or SIGKILL. */
    void end(boolean kill) {
        // Collected before the signal: the children of a dead parent are no longer its descendants.
        known.addAll(scan(strays.of(marker, leader)));
        signalGroup(kill);
        signal(known, kill);
    }

    /**
     * Ends what is left when the leader's end is known and its status read: sends SIGTERM, and SIGKILL when the grace is over, to
     * whatever is there or comes to light.
     *
     * @param everywhere whether to look for processes outside of the group even if no stray is known: costs a walk through all processes
     *     of the machine
     */
    void endSurvivors(Duration grace, boolean everywhere) {
        leaderIsGone = true;
        wide = everywhere;
        if (!awaitNone(grace, false) && !awaitNone(AFTER_KILL, true)) {
            LOG.warn(
                    "Processes of task {} are still there after SIGKILL; they will go when the system lets them.",
                    marker.taskId());
            strays.leaveBehind();
        }
    }

    private boolean awaitNone(Duration patience, boolean kill) {
        long end = System.nanoTime() + patience.toNanos();
        long pause = 1_000_000;
        while (signalSurvivors(kill)) {
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

    /** Signals newcomers, or all when they are to be killed; answers whether there were any survivors. */
    private boolean signalSurvivors(boolean kill) {
        var strayed = strays.of(marker, leader);
        wide |= !strayed.isEmpty();
        groupIsGone |= !signals.groupIsAlive();
        if (kill) {
            signalGroup(true);
        }
        return wide ? signalWidely(strayed, kill) || !groupIsGone : !groupIsGone;
    }

    private boolean signalWidely(Set<Long> strayed, boolean kill) {
        known.removeIf(process -> !ProcessScan.isAlive(process));
        var newcomers = scan(strayed);
        newcomers.removeAll(known);
        known.addAll(newcomers);
        signal(kill ? known : newcomers, kill);
        return !known.isEmpty();
    }

    private Set<ProcessScan.Found> scan(Set<Long> strayed) {
        var roots = new HashSet<>(strayed);
        if (!leaderIsGone) {
            roots.add(leader);
        }
        var found = ProcessScan.tree(roots, marker);
        // The leader itself is signalled with its group.
        found.removeIf(process -> !leaderIsGone && process.pid() == leader);
        return found;
    }

    /** The number of a group that is gone may be another's by now. */
    private void signalGroup(boolean kill) {
        if (!groupIsGone) {
            signals.group(kill);
        }
    }

    private void signal(Set<ProcessScan.Found> processes, boolean kill) {
        processes.stream().filter(ProcessScan::isAlive).forEach(process -> signals.one(process.pid(), kill));
    }
}
