package io.kingtask.worker.process;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * By which path a program is started: mostly its own. A pinned one, unless it is a script, stays open from the moment that it was looked
 * at, and is started as descriptor 3, so that nothing can be put in its place. A script is opened once more, by its interpreter, and would
 * see the descriptor's path as its name.
 */
final class ProgramFile implements AutoCloseable {

    static final int IN_PROGRAM = 3;

    private final Path path;
    private final @Nullable Descriptor held;

    private ProgramFile(Path path, @Nullable Descriptor held) {
        this.path = path;
        this.held = held;
    }

    static ProgramFile open(Launch launch) throws LaunchException {
        var path = launch.executable();
        var name = String.valueOf(path.getFileName());
        boolean wrapped = !launch.wrapper().command().isEmpty();
        if (launch.pinned() == null && !wrapped) {
            return new ProgramFile(path, null);
        }
        try {
            var start = FileStart.of(path);
            if (wrapped) {
                start.refuseTextWithoutInterpreter(name);
            }
            if (launch.pinned() == null || start.isScript()) {
                launch.refuseAnotherFile(path);
                return new ProgramFile(path, null);
            }
            return hold(launch, path, name);
        } catch (IOException e) {
            throw new LaunchException("could not start " + name + ": its file cannot be read: " + e.getMessage());
        }
    }

    private static ProgramFile hold(Launch launch, Path path, String name) throws LaunchException, IOException {
        try (var text = CStrings.string(path.toString())) {
            int fd = LibC.open(text, LibC.O_RDONLY | LibC.O_CLOEXEC);
            if (fd < 0) {
                throw new LaunchException(SpawnErrors.sentence(Native.getLastError(), name));
            }
            var file = new ProgramFile(Path.of("/proc/self/fd/" + IN_PROGRAM), new Descriptor(fd));
            try {
                launch.refuseAnotherFile(Path.of("/proc/self/fd/" + fd));
                return file;
            } catch (LaunchException | IOException e) {
                file.close();
                throw e;
            }
        }
    }

    String path() {
        return path.toString();
    }

    boolean isHeld() {
        return held != null;
    }

    /** The descriptor that is to be {@link #IN_PROGRAM} in the program, when it is held; else -1. */
    int fd() {
        return held == null ? -1 : held.fd();
    }

    @Override
    public void close() {
        if (held != null) {
            held.close();
        }
    }
}
