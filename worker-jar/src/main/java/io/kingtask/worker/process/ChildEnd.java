package io.kingtask.worker.process;

import com.sun.jna.Memory;

/** Looks for the end of a program that this process started with posix_spawn. For one program after another, and one thread at a time. */
final class ChildEnd implements AutoCloseable {

    /** Larger than the system's structures. */
    private static final int ROOM = 256;

    private final Memory info = new Memory(ROOM);
    private final Memory usage = new Memory(ROOM);

    /** Whether it has come; its status is left to be read. */
    boolean hasCome(int pid) {
        info.clear();
        int answer = LibC.waitid(LibC.P_PID, pid, info, LibC.WEXITED | LibC.WNOHANG | LibC.WNOWAIT);
        // si_signo, the first field, stays 0 while the process runs.
        return answer == 0 ? info.getInt(0) != 0 : !NativeLauncher.wasInterrupted();
    }

    /**
     * Waits for it and reads its status, once: from then on the system may give the number to another process.
     *
     * @return the word of wait(2), for {@link Exit#ofWait}
     */
    int await(int pid) {
        usage.clear();
        int answer;
        do {
            answer = LibC.wait4(pid, info, 0, usage);
        } while (answer < 0 && NativeLauncher.wasInterrupted());
        return info.getInt(0);
    }

    /** What the program used whose end was awaited last. */
    Ended.Usage usage() {
        return new Ended.Usage(micros(0), micros(16), usage.getLong(32));
    }

    private long micros(int at) {
        return usage.getLong(at) * 1_000_000 + usage.getLong(at + 8);
    }

    @Override
    public void close() {
        info.close();
        usage.close();
    }
}
