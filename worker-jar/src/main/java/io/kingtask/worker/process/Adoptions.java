package io.kingtask.worker.process;

import com.sun.jna.Memory;
import io.kingtask.worker.process.ProcessScan.Found;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Orphans of programs. As subreaper, this process becomes the parent of every descendant whose own parent ended, whatever session it
 * moved to and whatever it did to its environment, and the system lists them as children of the main thread: to know that a run left
 * nothing costs one read. Those that end are reaped here; the JVM's children and the programs themselves never are: other threads
 * started them, and the former are in the JVM's own session.
 */
final class Adoptions {

    private static final int ROOM = 65_536;
    private static final int NONE = -1;

    private final int children;
    private final long ownSession;
    private final @Nullable Memory buffer;
    private final Set<TreeMarker> live = new HashSet<>();

    /** Orphans without a marker, and the runs that were there when each was seen first: it is of one of these. */
    private final Map<Found, Set<TreeMarker>> unmarked = new HashMap<>();

    private Adoptions(int children, long ownSession, @Nullable Memory buffer) {
        this.children = children;
        this.ownSession = ownSession;
        this.buffer = buffer;
    }

    /** Adopts nothing. */
    static Adoptions none() {
        return new Adoptions(NONE, 0, null);
    }

    /** Makes this process a subreaper; only for one that has no children but a worker's. Adopts nothing where the system has no such list. */
    static Adoptions begin() throws LaunchException {
        long own = ProcessHandle.current().pid();
        var session = ProcStat.read(own).map(ProcStat::session);
        try (var path = CStrings.string("/proc/" + own + "/task/" + own + "/children")) {
            int fd = LibC.open(path, LibC.O_RDONLY | LibC.O_CLOEXEC);
            if (fd < 0 || session.isEmpty() || LibC.prctl(LibC.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0) {
                return none();
            }
            return new Adoptions(fd, session.get(), new Memory(ROOM));
        }
    }

    boolean isOn() {
        return buffer != null;
    }

    /** To be called before a program is started. */
    synchronized void began(TreeMarker run) {
        live.add(run);
    }

    /** To be called when a run is over. */
    synchronized void ended(TreeMarker run) {
        live.remove(run);
        unmarked.values().forEach(runs -> runs.remove(run));
    }

    /** The living orphans that are of this run; reaps the dead, and kills those whose runs are over. */
    synchronized Set<Long> of(TreeMarker run, long leader) {
        var pids = list();
        if (pids.isEmpty()) {
            unmarked.clear();
            return Set.of();
        }
        var owned = new HashSet<Long>();
        var seen = new HashSet<Found>();
        for (var pid : pids) {
            ProcStat.read(pid)
                    .filter(stat -> stat.session() != ownSession)
                    .filter(stat -> !reaped(stat))
                    .ifPresent(stat -> {
                        seen.add(found(stat));
                        if (stat.session() == leader || stat.group() == leader || isOf(run, stat)) {
                            owned.add(pid);
                        }
                    });
        }
        unmarked.keySet().retainAll(seen);
        return owned;
    }

    /** Reaps the dead, and kills those whose runs are over; to be called now and then. */
    void tidy() {
        of(new TreeMarker("", NONE), NONE);
    }

    private boolean isOf(TreeMarker run, ProcStat stat) {
        var marker = TreeMarker.in(ProcStat.environment(stat.pid()));
        Set<TreeMarker> possible = marker.isPresent()
                ? (live.contains(marker.get()) ? Set.of(marker.get()) : Set.of())
                : unmarked.computeIfAbsent(found(stat), unknown -> new HashSet<>(live));
        if (possible.isEmpty()) {
            // Nobody waits for it, as its end may be beyond this process' rights.
            LibC.kill((int) stat.pid(), LibC.SIGKILL);
        }
        return possible.equals(Set.of(run));
    }

    private static Found found(ProcStat stat) {
        return new Found(stat.pid(), stat.startTime());
    }

    private static boolean reaped(ProcStat stat) {
        if (stat.isZombie()) {
            try (var status = new Memory(8);
                    var usage = new Memory(256)) {
                LibC.wait4((int) stat.pid(), status, LibC.WNOHANG, usage);
            }
        }
        return stat.isZombie();
    }

    private List<Long> list() {
        long length = buffer == null ? 0 : LibC.pread(children, buffer, ROOM, 0);
        if (buffer == null || length <= 0) {
            return List.of();
        }
        var text = new String(buffer.getByteArray(0, (int) length), StandardCharsets.US_ASCII);
        // A number that was cut off at the end of the room is left for the next look.
        return Arrays.stream(text.substring(0, text.lastIndexOf(' ') + 1).split(" ", -1))
                .filter(number -> !number.isEmpty())
                .map(Long::valueOf)
                .toList();
    }
}
