package io.kingtask.worker.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first bytes of a file, which tell what it is. */
record FileStart(byte[] bytes) {

    private static final int LENGTH = 256;

    static FileStart of(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new FileStart(in.readNBytes(LENGTH));
        }
    }

    /** A file that another program is to read and run. */
    boolean isScript() {
        return bytes.length > 1 && bytes[0] == '#' && bytes[1] == '!';
    }

    /** For those who would hand such a file to a shell: a task never runs through one that its file does not name. */
    void refuseTextWithoutInterpreter(String name) throws LaunchException {
        boolean binary = false;
        for (byte each : bytes) {
            binary |= each == 0;
        }
        if (!isScript() && !binary) {
            throw new LaunchException(SpawnErrors.sentence(LibC.ENOEXEC, name));
        }
    }
}
