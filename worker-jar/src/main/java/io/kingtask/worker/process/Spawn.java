package io.kingtask.worker.process;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** The call of posix_spawn: a session and process group of the program's own, default signals, and no descriptor but 0, 1 and 2. */
final class Spawn implements AutoCloseable {

    /** Larger than the C library's structures, whose true sizes (336, 80, 128 bytes) its headers keep to themselves. */
    private static final int ROOM = 1024;

    private static final int PID_ROOM = 8;

    private final Memory attributes;

    private Spawn(Memory attributes) {
        this.attributes = attributes;
    }

    /** To be called when {@link LibC} is bound. */
    static Spawn prepare() throws LaunchException {
        try (var signals = new Memory(ROOM);
                var devNull = CStrings.string("/dev/null")) {
            var attributes = new Memory(ROOM);
            LibC.posix_spawnattr_init(attributes);
            LibC.posix_spawnattr_setflags(attributes, (short)
                    (LibC.POSIX_SPAWN_SETSID | LibC.POSIX_SPAWN_SETSIGMASK | LibC.POSIX_SPAWN_SETSIGDEF));
            LibC.sigemptyset(signals);
            LibC.posix_spawnattr_setsigmask(attributes, signals);
            LibC.sigfillset(signals);
            LibC.posix_spawnattr_setsigdefault(attributes, signals);
            fillStandardDescriptors(devNull);
            return new Spawn(attributes);
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

    /**
     * Starts a program that writes into these pipes.
     *
     * @return its number
     */
    int of(Launch launch, Pipe out, Pipe err) throws LaunchException {
        try (var program = ProgramFile.open(launch);
                var texts = CStrings.arrays(PID_ROOM + ROOM, texts(launch, program))) {
            var actions = texts.room(PID_ROOM);
            LibC.posix_spawn_file_actions_init(actions);
            try {
                LibC.posix_spawn_file_actions_addopen(actions, 0, texts.text(0, 2), LibC.O_RDONLY, 0);
                LibC.posix_spawn_file_actions_adddup2(actions, out.writeEnd().fd(), 1);
                LibC.posix_spawn_file_actions_adddup2(actions, err.writeEnd().fd(), 2);
                if (program.isHeld()) {
                    LibC.posix_spawn_file_actions_adddup2(actions, program.fd(), ProgramFile.IN_PROGRAM);
                }
                LibC.posix_spawn_file_actions_addclosefrom_np(actions, program.isHeld() ? 4 : 3);
                LibC.posix_spawn_file_actions_addchdir_np(actions, texts.text(0, 1));
                return spawned(launch, texts, actions);
            } finally {
                LibC.posix_spawn_file_actions_destroy(actions);
            }
        }
    }

    private int spawned(Launch launch, CStrings texts, Pointer actions) throws LaunchException {
        var pid = texts.room(0);
        int errno = LibC.posix_spawn(pid, texts.text(0, 0), actions, attributes, texts.array(1), texts.array(2));
        if (errno != 0) {
            throw new LaunchException(SpawnErrors.sentence(
                    errno, String.valueOf(launch.executable().getFileName())));
        }
        return pid.getInt(0);
    }

    /** File, working folder and standard input; arguments; environment. */
    private static List<List<String>> texts(Launch launch, ProgramFile program) {
        var wrapper = launch.wrapper().command();
        var argv = new ArrayList<>(wrapper);
        // With nothing before it, it has its own name also where it is started by another path.
        argv.add(wrapper.isEmpty() ? launch.executable().toString() : program.path());
        argv.addAll(launch.args());
        var environment = new ArrayList<String>();
        launch.wrapper().environment().forEach((name, value) -> environment.add(name + '=' + value));
        var file = wrapper.isEmpty() ? program.path() : wrapper.get(0);
        var stdin = launch.stdin();
        return List.of(
                List.of(file, launch.workFolder().toString(), stdin == null ? "/dev/null" : stdin.toString()),
                argv,
                environment);
    }

    @Override
    public void close() {
        attributes.close();
    }
}
