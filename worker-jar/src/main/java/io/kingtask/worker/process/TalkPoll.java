package io.kingtask.worker.process;

import com.sun.jna.Memory;

/** The arguments of poll(2) for a program that is talked to: four descriptors to read from, one to write to; a negative one is left out. */
final class TalkPoll implements AutoCloseable {

    static final int OUT = 0;
    static final int ERR = 1;
    static final int PROCESS = 2;
    static final int BELL = 3;
    static final int IN = 4;

    private static final long ENTRY = 8;
    private static final int COUNT = 5;

    private final Memory entries = new Memory(ENTRY * COUNT);

    TalkPoll() {
        for (int index = 0; index < COUNT; index++) {
            set(index, -1);
            entries.setShort(index * ENTRY + 4, index == IN ? LibC.POLLOUT : LibC.POLLIN);
            entries.setShort(index * ENTRY + 6, (short) 0);
        }
    }

    void set(int index, int fd) {
        entries.setInt(index * ENTRY, fd);
    }

    /** Whether anything is ready. The system looks at them in their order. */
    boolean await(int millis) {
        return LibC.poll(entries, COUNT, millis) > 0;
    }

    /** Of the last {@link #await} that answered true. */
    boolean isReady(int index) {
        return entries.getInt(index * ENTRY) >= 0 && entries.getShort(index * ENTRY + 6) != 0;
    }

    @Override
    public void close() {
        entries.close();
    }
}
