package io.kingtask.worker.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the processes of one run in {@code /proc}: descendants of its leader, and those that carry its marker. Linux only; elsewhere none. */
final class ProcessScan {

    /** A process that is told from a later one of the same number by its start time. */
    record Found(long pid, long startTime) {}

    private ProcessScan() {}

    /** @param roots processes of the run: they, when they live, and their descendants are found whatever their environment */
    static Set<Found> tree(Set<Long> roots, TreeMarker marker) {
        var all = stats();
        var members = new HashSet<>(roots);
        // A child may stand before its parent in the listing, so look again until nothing is new.
        boolean grew = true;
        while (grew) {
            grew = false;
            for (var stat : all) {
                if (members.contains(stat.parent()) && members.add(stat.pid())) {
                    grew = true;
                }
            }
        }
        var found = new HashSet<Found>();
        for (var stat : all) {
            if (members.contains(stat.pid()) || marker.isIn(ProcStat.environment(stat.pid()))) {
                found.add(new Found(stat.pid(), stat.startTime()));
            }
        }
        return found;
    }

    static boolean isAlive(Found process) {
        return ProcStat.read(process.pid())
                .filter(stat -> !stat.isZombie() && stat.startTime() == process.startTime())
                .isPresent();
    }

    private static List<ProcStat> stats() {
        var own = ProcessHandle.current().pid();
        var stats = new ArrayList<ProcStat>();
        try (var entries = Files.newDirectoryStream(ProcStat.PROC, "[0-9]*")) {
            for (var entry : entries) {
                ProcStat.read(Long.parseLong(entry.getFileName().toString()))
                        .filter(stat -> !stat.isZombie() && stat.pid() != own)
                        .ifPresent(stats::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return stats;
        }
        return stats;
    }
}
