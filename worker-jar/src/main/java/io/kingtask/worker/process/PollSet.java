package io.kingtask.worker.process;

import com.sun.jna.Memory;

/** The arguments of poll(2): four descriptors, read interest in each; a negative one is left out. */
final class PollSet implements AutoCloseable {

    private static final long ENTRY = 8;
    private static final int COUNT = 4;

    private final Memory entries = new Memory(ENTRY * COUNT);

    void await(int millis, int first, int second, int third, int fourth) {
        set(0, first);
        set(1, second);
        set(2, third);
        set(3, fourth);
        LibC.poll(entries, COUNT, millis);
    }

    private void set(int index, int fd) {
        long at = index * ENTRY;
        entries.setInt(at, fd);
        entries.setShort(at + 4, LibC.POLLIN);
        entries.setShort(at + 6, (short) 0);
    }

    /** Whether there is something to read, an end of file, or an error. */
    boolean isReady(int index) {
        return entries.getInt(index * ENTRY) >= 0 && entries.getShort(index * ENTRY + 6) != 0;
    }

    @Override
    public void close() {
        entries.close();
    }
}
