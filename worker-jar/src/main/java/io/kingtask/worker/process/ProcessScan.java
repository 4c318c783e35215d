package io.kingtask.worker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the processes of one run in {@code /proc}: descendants of its leader, and those that carry its marker. Linux only; elsewhere none. */
final class ProcessScan {

    /** A process that is told from a later one of the same number by its start time. */
    record Found(long pid, long startTime) {}

    private record Stat(long pid, long parent, char state, long startTime) {}

    private static final Path PROC = Path.of("/proc");

    private ProcessScan() {}

    static Set<Found> tree(long leader, TreeMarker marker) {
        var all = stats();
        var members = new HashSet<Long>(Set.of(leader));
        var found = new HashSet<Found>();
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
        for (var stat : all) {
            if (stat.pid() != leader && (members.contains(stat.pid()) || hasMarker(stat.pid(), marker))) {
                found.add(new Found(stat.pid(), stat.startTime()));
            }
        }
        return found;
    }

    static boolean isAlive(Found process) {
        return stat(process.pid())
                .filter(stat -> stat.startTime() == process.startTime())
                .isPresent();
    }

    private static List<Stat> stats() {
        var own = ProcessHandle.current().pid();
        var stats = new ArrayList<Stat>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                stat(Long.parseLong(entry.getFileName().toString()))
                        .filter(stat -> stat.pid() != own)
                        .ifPresent(stats::add);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return stats;
        }
        return stats;
    }

    /** Empty when there is no such process, or only what is left of one until its parent asks for its status. */
    private static Optional<Stat> stat(long pid) {
        try {
            var text = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1);
            // The name in parentheses may hold blanks and parentheses itself.
            var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            char state = fields[0].charAt(0);
            var stat = new Stat(pid, Long.parseLong(fields[1]), state, Long.parseLong(fields[19]));
            return state == 'Z' || state == 'X' ? Optional.empty() : Optional.of(stat);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static boolean hasMarker(long pid, TreeMarker marker) {
        try {
            return marker.isIn(
                    Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve("environ")));
        } catch (IOException e) {
            return false;
        }
    }
}
