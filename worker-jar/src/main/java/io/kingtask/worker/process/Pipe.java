package io.kingtask.worker.process;

import com.sun.jna.Memory;
import com.sun.jna.Native;

/** A pipe: one of program and worker writes into one end, the other reads from the other. */
record Pipe(Descriptor readEnd, Descriptor writeEnd) implements AutoCloseable {

    /** How often is read after the end of the program: what the pipes can hold, and no more of what others may go on writing there. */
    static final int LAST_PIECES = 256;

    private static final int ROOM = 2 * Integer.BYTES;

    static Pipe open() throws LaunchException {
        try (var room = new Memory(ROOM)) {
            return open(room);
        }
    }

    /** @param room of two numbers, for the system's answer */
    static Pipe open(Memory room) throws LaunchException {
        if (LibC.pipe2(room, LibC.O_CLOEXEC) != 0) {
            throw new LaunchException(SpawnErrors.sentence(Native.getLastError(), "a pipe"));
        }
        return new Pipe(new Descriptor(room.getInt(0)), new Descriptor(room.getInt(Integer.BYTES)));
    }

    @Override
    public void close() {
        readEnd.close();
        writeEnd.close();
    }
}
