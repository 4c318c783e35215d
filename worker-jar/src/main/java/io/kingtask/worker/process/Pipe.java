package io.kingtask.worker.process;

import com.sun.jna.Memory;
import com.sun.jna.Native;

/** A pipe: the program writes into one end, the worker reads from the other. */
record Pipe(Descriptor readEnd, Descriptor writeEnd) implements AutoCloseable {

    static Pipe open() throws LaunchException {
        try (var fds = new Memory(8)) {
            if (LibC.pipe2(fds, LibC.O_CLOEXEC) != 0) {
                throw new LaunchException(SpawnErrors.sentence(Native.getLastError(), "a pipe"));
            }
            return new Pipe(new Descriptor(fds.getInt(0)), new Descriptor(fds.getInt(4)));
        }
    }

    @Override
    public void close() {
        readEnd.close();
        writeEnd.close();
    }
}
