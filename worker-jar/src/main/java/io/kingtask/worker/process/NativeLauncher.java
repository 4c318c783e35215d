package io.kingtask.worker.process;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.lease.LeasedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts programs with posix_spawn: a session and process group of their own, default signals, and no descriptor but 0, 1 and 2. About
 * three times as many a second as ProcessBuilder; see docs/decisions.
 */
final class NativeLauncher implements Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLauncher.class);

    /** Larger than the C library's structures, whose true sizes (336, 80, 128 bytes) its headers keep to themselves. */
    private static final int ROOM = 1024;

    private final Memory attributes;
    private final Memory devNull;

    private final Adoptions adoptions;
    private final WorkerCgroup cgroup;
    private final AtomicInteger running = new AtomicInteger();

    private NativeLauncher(Memory attributes, Memory devNull, Adoptions adoptions, WorkerCgroup cgroup) {
        this.attributes = attributes;
        this.devNull = devNull;
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
        try (var signals = new Memory(ROOM)) {
            var attributes = new Memory(ROOM);
            LibC.posix_spawnattr_init(attributes);
            LibC.posix_spawnattr_setflags(attributes, (short)
                    (LibC.POSIX_SPAWN_SETSID | LibC.POSIX_SPAWN_SETSIGMASK | LibC.POSIX_SPAWN_SETSIGDEF));
            LibC.sigemptyset(signals);
            LibC.posix_spawnattr_setsigmask(attributes, signals);
            LibC.sigfillset(signals);
            LibC.posix_spawnattr_setsigdefault(attributes, signals);
            var devNull = CStrings.string("/dev/null");
            fillStandardDescriptors(devNull);
            return new NativeLauncher(attributes, devNull, adopt ? Adoptions.begin() : Adoptions.none(), cgroup);
        } catch (LaunchException e) {
            throw new UnsupportedOperationException(e.getMessage(), e);
        }
    }

    /** A JVM started without descriptors 0 to 2 would give these numbers to pipes, which the dup2 actions would then overwrite. */
    private static void fillStandardDescriptors(Memory devNull) {
        int fd;
        do {
            fd = LibC.open(devNull, LibC.O_RDONLY);
        } while (fd >= 0 && fd <= 2);
        if (fd > 2) {
            LibC.close(fd);
        }
    }

    @Override
    public Ended run(Launch launch, LeasedRun run) throws LaunchException {
        running.incrementAndGet();
        try (var bell = Bell.open();
                var out = Pipe.open();
                var err = Pipe.open()) {
            run.onOrder(bell::ring);
            adoptions.began(launch.marker());
            var slot = cgroup.slot();
            var due = run.due();
            if (due != null) {
                return Ended.beforeStart(due, launch.outputs());
            }
            handOver(launch, out, err);
            int pid = spawn(launch, out, err);
            try (var process = new NativeProcess(pid, launch, run, new Strays(adoptions, slot))) {
                out.writeEnd().close();
                err.writeEnd().close();
                return process.awaitEnd(bell, out.readEnd(), err.readEnd());
            }
        } finally {
            run.onOrder(null);
            adoptions.ended(launch.marker());
            running.decrementAndGet();
        }
    }

    @Override
    public OpenProcess open(Launch launch) throws LaunchException {
        return NativeOpenProcess.start(this, launch, adoptions, cgroup);
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
        attributes.close();
        devNull.close();
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
        try (var program = ProgramFile.open(launch)) {
            return spawn(launch, program, out, err);
        }
    }

    private int spawn(Launch launch, ProgramFile program, Pipe out, Pipe err) throws LaunchException {
        var wrapper = launch.wrapper().command();
        var argv = new ArrayList<>(wrapper);
        // With nothing before it, it has its own name also where it is started by another path.
        argv.add(wrapper.isEmpty() ? launch.executable().toString() : program.path());
        argv.addAll(launch.args());
        var environment = launch.wrapper().environment().entrySet().stream()
                .map(entry -> entry.getKey() + '=' + entry.getValue())
                .toList();
        try (var pid = new Memory(8);
                var path = CStrings.string(wrapper.isEmpty() ? program.path() : wrapper.get(0));
                var folder = CStrings.string(launch.workFolder().toString());
                var stdin = launch.stdin() == null
                        ? null
                        : CStrings.string(launch.stdin().toString());
                var args = CStrings.array(argv);
                var env = CStrings.array(environment);
                var actions = new Memory(ROOM)) {
            LibC.posix_spawn_file_actions_init(actions);
            try {
                LibC.posix_spawn_file_actions_addopen(actions, 0, stdin == null ? devNull : stdin, LibC.O_RDONLY, 0);
                LibC.posix_spawn_file_actions_adddup2(actions, out.writeEnd().fd(), 1);
                LibC.posix_spawn_file_actions_adddup2(actions, err.writeEnd().fd(), 2);
                if (program.isHeld()) {
                    LibC.posix_spawn_file_actions_adddup2(actions, program.fd(), ProgramFile.IN_PROGRAM);
                }
                LibC.posix_spawn_file_actions_addclosefrom_np(actions, program.isHeld() ? 4 : 3);
                LibC.posix_spawn_file_actions_addchdir_np(actions, folder);
                int errno = LibC.posix_spawn(pid, path, actions, attributes, args, env);
                if (errno != 0) {
                    throw new LaunchException(SpawnErrors.sentence(
                            errno, String.valueOf(launch.executable().getFileName())));
                }
                return pid.getInt(0);
            } finally {
                LibC.posix_spawn_file_actions_destroy(actions);
            }
        }
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
