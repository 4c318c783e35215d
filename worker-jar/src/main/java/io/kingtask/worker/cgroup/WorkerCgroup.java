package io.kingtask.worker.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control group that this process makes for itself, with one in it for each thread that runs programs. It is entered once, at the
 * start; no task costs a move. A worker that dies leaves it to its watchdog, or to the next worker that starts here.
 */
public final class WorkerCgroup implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerCgroup.class);

    private final @Nullable Cgroup own;
    private final @Nullable Cgroup group;
    private final String whyNot;
    private final AtomicInteger count = new AtomicInteger();
    private final ThreadLocal<SlotCgroup> slots = ThreadLocal.withInitial(this::enterSlot);
    private final Queue<SlotCgroup> entered = new ConcurrentLinkedQueue<>();

    private WorkerCgroup(@Nullable Cgroup own, @Nullable Cgroup group, String whyNot) {
        this.own = own;
        this.group = group;
        this.whyNot = whyNot;
    }

    /** None, for this reason. */
    public static WorkerCgroup none(String why) {
        return new WorkerCgroup(null, null, why);
    }

    /**
     * Ends what dead workers left in the group that this process is in, and makes a group there; none where that is not possible.
     *
     * @param ownProcess whether the process is a worker's and nothing else
     */
    public static WorkerCgroup begin(boolean ownProcess) {
        if (!ownProcess) {
            return none("the worker has no process of its own");
        }
        try {
            return begin(OwnCgroup.find());
        } catch (IOException e) {
            return none(String.valueOf(e.getMessage()));
        }
    }

    static WorkerCgroup begin(Path own) throws IOException {
        CgroupSweep.sweep(own);
        var group = Cgroup.create(CgroupSweep.ofThisProcess(own));
        try {
            var trial = group.createThreaded("trial");
            group.enter();
            tryToEnter(trial, group, new Cgroup(own));
            return new WorkerCgroup(new Cgroup(own), group, "");
        } catch (IOException e) {
            group.remove();
            throw e;
        }
    }

    private static void tryToEnter(Cgroup trial, Cgroup group, Cgroup own) throws IOException {
        try {
            trial.enterThread();
            group.enterThread();
            trial.remove();
        } catch (IOException e) {
            own.enter();
            throw e;
        }
    }

    public Optional<Path> folder() {
        return Optional.ofNullable(group).map(Cgroup::folder);
    }

    /** Why there is none; empty when there is one. */
    public String whyNot() {
        return whyNot;
    }

    /** The group of the calling thread, which is entered at the first call. */
    public SlotCgroup slot() {
        return group == null ? SlotCgroup.NONE : slots.get();
    }

    /**
     * A group for one process that outlives many runs. The calling thread is in it from now on, to start the process there, until
     * {@link #leave}; when the process has ended, {@link SlotCgroup#remove} is to be called.
     */
    public SlotCgroup enterOwn() {
        return group == null ? SlotCgroup.NONE : enterSlot();
    }

    /** The calling thread goes back to where it was before {@link #enterOwn}. */
    public void leave() {
        if (group != null) {
            try {
                group.enterThread();
            } catch (IOException e) {
                LOG.warn("A thread stays in the control group of a program: {}", e.getMessage());
            }
        }
    }

    private SlotCgroup enterSlot() {
        try {
            var slot = SlotCgroup.of(this::newSlot);
            entered.removeIf(SlotCgroup::isRemoved);
            entered.add(slot);
            return slot;
        } catch (IOException e) {
            LOG.warn(
                    "{} goes on without a control group: {}",
                    Thread.currentThread().getName(),
                    e.getMessage());
            return SlotCgroup.NONE;
        }
    }

    private Cgroup newSlot() throws IOException {
        if (group == null) {
            throw new IOException(whyNot);
        }
        var slot = group.createThreaded("slot-" + count.incrementAndGet());
        slot.enterThread();
        return slot;
    }

    /** Leaves the group, kills what is still there, and removes it. No program may be started any more. */
    @Override
    public void close() {
        if (group == null || own == null) {
            return;
        }
        entered.forEach(SlotCgroup::close);
        try {
            own.enter();
            CgroupSweep.end(group);
        } catch (IOException e) {
            LOG.warn(
                    "Could not remove {}: {}. The next worker that starts here tries again.",
                    group.folder(),
                    e.toString());
        }
    }
}
