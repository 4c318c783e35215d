package io.kingtask.worker.process;

import io.kingtask.worker.cgroup.SlotCgroup;
import java.util.HashSet;
import java.util.Set;

/**
 * Where processes of a run are looked for that left its process group, at the cost of one read each.
 *
 * @param slot holds everything that this run started, and nothing else
 */
record Strays(Adoptions adoptions, SlotCgroup slot) {

    /** May name the leader and its group, too. */
    Set<Long> of(TreeMarker run, long leader) {
        // Always asked, for it also reaps: a zombie would keep the process group alive.
        var pids = new HashSet<>(adoptions.of(run, leader));
        pids.addAll(slot.members());
        return pids;
    }

    /** To be called when some outlived SIGKILL. */
    void leaveBehind() {
        slot.leaveBehind();
    }
}
