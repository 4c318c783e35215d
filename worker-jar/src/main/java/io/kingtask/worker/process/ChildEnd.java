package io.kingtask.worker.process;

import com.sun.jna.Memory;

/** The end of a program that this process started with posix_spawn. */
final class ChildEnd {

    /** Larger than the system's structure. */
    static final int USAGE_ROOM = 256;

    private ChildEnd() {}

    /** Whether it has come; its status is left to be read. */
    static boolean hasCome(int pid) {
        try (var info = new Memory(128)) {
            info.clear();
            int answer = LibC.waitid(LibC.P_PID, pid, info, LibC.WEXITED | LibC.WNOHANG | LibC.WNOWAIT);
            // si_signo, the first field, stays 0 while the process runs.
            return answer == 0 ? info.getInt(0) != 0 : !NativeLauncher.wasInterrupted();
        }
    }

    /**
     * Waits for it and reads its status, once: from then on the system may give the number to another process.
     *
     * @param usage is filled with the use of resources; of {@link #USAGE_ROOM} bytes
     * @return the word of wait(2), for {@link Exit#ofWait}
     */
    static int await(int pid, Memory usage) {
        try (var status = new Memory(8)) {
            int answer;
            do {
                answer = LibC.wait4(pid, status, 0, usage);
            } while (answer < 0 && NativeLauncher.wasInterrupted());
            return status.getInt(0);
        }
    }
}
