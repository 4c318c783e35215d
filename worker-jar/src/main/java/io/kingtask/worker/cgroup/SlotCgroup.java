package io.kingtask.worker.cgroup;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control group of one thread that runs one program after another. The thread is in it, so every program that it starts is born
 * there, with all that this starts in turn: nothing is moved, and nothing leaves by a fork, a session or an environment of its own. Used by
 * that thread alone.
 */
public final class SlotCgroup {

    /** Has no members. */
    public static final SlotCgroup NONE = new SlotCgroup(null);

    /** Makes a group, and moves the calling thread there. */
    interface Entrance {
        Cgroup enter() throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(SlotCgroup.class);
    private static final int ROOM = 65_536;

    private final @Nullable Entrance entrance;
    private final byte[] buffer;
    private @Nullable RandomAccessFile threads;
    private String onlyTheCaller = "";
    private @Nullable Cgroup entered;
    private volatile boolean removed;

    private SlotCgroup(@Nullable Entrance entrance) {
        this.entrance = entrance;
        this.buffer = new byte[entrance == null ? 0 : ROOM];
    }

    static SlotCgroup of(Entrance entrance) throws IOException {
        var group = new SlotCgroup(entrance);
        group.enter();
        return group;
    }

    private void enter() throws IOException {
        if (entrance != null) {
            var group = entrance.enter();
            close();
            entered = group;
            // Not a channel: an interruption of the thread would close that.
            threads = new RandomAccessFile(group.threads().toFile(), "r");
            onlyTheCaller = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName() + "\n";
        }
    }

    /** Every living process in it; costs one read while there is none. */
    public Set<Long> members() {
        if (threads == null) {
            return Set.of();
        }
        var members = new HashSet<Long>();
        try {
            var text = read(threads);
            if (!text.equals(onlyTheCaller)) {
                for (var thread : Cgroup.numbers(text)) {
                    // Threads that the JVM started from this one are here, too.
                    if (!Cgroup.isOwnThread(thread)) {
                        addProcess(thread, members);
                    }
                }
            }
        } catch (IOException e) {
            LOG.debug("Could not read the threads of a control group: {}", e.toString());
        }
        return members;
    }

    private String read(RandomAccessFile file) throws IOException {
        file.seek(0);
        int length = Math.max(0, file.read(buffer));
        var text = new String(buffer, 0, length, StandardCharsets.US_ASCII);
        // A number that was cut off at the end of the room is left for the next look.
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    private static void addProcess(long thread, Set<Long> members) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(thread), "status"), StandardCharsets.ISO_8859_1)) {
            lines.filter(line -> line.startsWith("Tgid:"))
                    .map(line -> Long.valueOf(line.substring(5).strip()))
                    .forEach(members::add);
        } catch (IOException | RuntimeException e) {
            LOG.trace("Thread {} is gone.", thread);
        }
    }

    /** To be called when members outlived SIGKILL: the next program is born in another group, so that they are not taken for its own. */
    public void leaveBehind() {
        try {
            enter();
        } catch (IOException e) {
            LOG.warn("A slot stays in the control group of processes that cannot be killed: {}", e.getMessage());
        }
    }

    /** Does away with the group, when nothing that was in it lives any more; what does is left to the worker's end. */
    public void remove() {
        close();
        removed = true;
        try {
            if (entered != null) {
                entered.remove();
            }
        } catch (IOException e) {
            LOG.debug("A control group is left until the worker ends: {}", e.toString());
        }
    }

    boolean isRemoved() {
        return removed;
    }

    void close() {
        try {
            if (threads != null) {
                threads.close();
            }
        } catch (IOException e) {
            LOG.debug("Could not close the threads of a control group: {}", e.toString());
        }
        threads = null;
    }
}
