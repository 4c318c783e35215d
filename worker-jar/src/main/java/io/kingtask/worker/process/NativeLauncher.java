package io.kingtask.worker.process;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.lease.LeasedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts programs with posix_spawn: about three times as many a second as ProcessBuilder; see docs/decisions. */
final class NativeLauncher implements Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLauncher.class);

    private final Spawn spawn;
    private final Adoptions adoptions;
    private final WorkerCgroup cgroup;
    private final FileLook files = new NativeFileLook();
    private final AtomicInteger running = new AtomicInteger();
    private final Deque<RunTools> spareTools = new ConcurrentLinkedDeque<>();

    private NativeLauncher(Spawn spawn, Adoptions adoptions, WorkerCgroup cgroup) {
        this.spawn = spawn;
        this.adoptions = adoptions;
        this.cgroup = cgroup;
    }

    /**
     * @param adopt whether orphans of programs become children of this process
     * @throws LinkageError or UnsupportedOperationException where this is not possible
     */
    static NativeLauncher load(boolean adopt, WorkerCgroup cgroup) {
        if (!Platform.isLinux() || !Platform.is64Bit()) {
            throw new UnsupportedOperationException("it is used on 64-bit Linux only");
        }
        LibC.bind();
        try {
            return new NativeLauncher(Spawn.prepare(), adopt ? Adoptions.begin() : Adoptions.none(), cgroup);
        } catch (LaunchException e) {
            throw new UnsupportedOperationException(e.getMessage(), e);
        }
    }

    @Override
    public Ended run(Launch launch, LeasedRun run) throws LaunchException {
        running.incrementAndGet();
        try {
            var spare = spareTools.poll();
            var tools = spare == null ? RunTools.make() : spare;
            run.onOrder(tools.bell()::ring);
            adoptions.began(launch.marker());
            try {
                return run(launch, run, tools);
            } finally {
                run.onOrder(null);
                adoptions.ended(launch.marker());
                spareTools.push(tools);
            }
        } finally {
            running.decrementAndGet();
        }
    }

    private Ended run(Launch launch, LeasedRun run, RunTools tools) throws LaunchException {
        try (var out = tools.openPipe();
                var err = tools.openPipe()) {
            var slot = cgroup.slot();
            var due = run.due();
            if (due != null) {
                return Ended.beforeStart(due, launch.outputs());
            }
            handOver(launch, out, err);
            int pid = spawn(launch, out, err);
            try (var process = new NativeProcess(pid, launch, run, new Strays(adoptions, slot), tools)) {
                out.writeEnd().close();
                err.writeEnd().close();
                return process.awaitEnd(out.readEnd(), err.readEnd());
            }
        }
    }

    @Override
    public OpenProcess open(Launch launch) throws LaunchException {
        return NativeOpenProcess.start(this, launch, adoptions, cgroup);
    }

    @Override
    public FileLook files() {
        return files;
    }

    @Override
    public boolean adopts() {
        return adoptions.isOn();
    }

    @Override
    public Optional<Path> cgroup() {
        return cgroup.folder();
    }

    @Override
    public void tidy() {
        adoptions.tidy();
    }

    @Override
    public void close() {
        if (running.get() > 0) {
            LOG.warn("Programs of {} tasks cannot be ended; what waits for them stays loaded.", running.get());
            return;
        }
        spareTools.forEach(RunTools::close);
        spareTools.clear();
        spawn.close();
        LibC.unbind();
    }

    /** Programs write to their outputs also by /dev/stdout and /dev/stderr, which are opened anew. */
    static void handOver(Launch launch, Pipe out, Pipe err) throws LaunchException {
        var account = launch.wrapper().account();
        if (account != null) {
            try {
                account.own(Path.of("/proc/self/fd/" + out.writeEnd().fd()));
                account.own(Path.of("/proc/self/fd/" + err.writeEnd().fd()));
            } catch (IOException e) {
                throw new LaunchException(
                        "could not start: its outputs cannot be given to its user: " + e.getMessage());
            }
        }
    }

    int spawn(Launch launch, Pipe out, Pipe err) throws LaunchException {
        return spawn.of(launch, out, err);
    }

    /** The process that a number stands for, as a descriptor; closed where the system has none (Linux before 5.3). */
    static Descriptor pidDescriptor(int pid) {
        long fd = LibC.syscall(LibC.SYS_PIDFD_OPEN, pid, 0);
        return new Descriptor(fd < 0 ? -1 : (int) fd);
    }

    /** Whether the last call was only interrupted by a signal of the JVM's own. */
    static boolean wasInterrupted() {
        return Native.getLastError() == LibC.EINTR;
    }
}
