package io.kingtask.worker.config;

import java.util.OptionalLong;

/**
 * What a program may use; empty: as much as the worker.
 *
 * @param cpuSeconds processor time of one process
 * @param addressSpace bytes of memory that one process can address
 * @param openFiles descriptors of one process
 * @param processes processes and threads that its user has on this machine, all together; with systemd-run, those of the run
 * @param fileSize bytes of a file that it writes
 */
public record Limits(
        OptionalLong cpuSeconds,
        OptionalLong addressSpace,
        OptionalLong openFiles,
        OptionalLong processes,
        OptionalLong fileSize) {

    public static final Limits NONE = new Limits(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());

    private static final int SIGXCPU = 24;
    private static final int SIGXFSZ = 25;

    /** Which limit sent this signal, as the rest of a sentence; empty when none did. */
    public String behind(int signal) {
        if (signal == SIGXCPU && cpuSeconds.isPresent()) {
            return ": it used the " + cpuSeconds.getAsLong() + " s of processor time that limits.cpu_seconds allows";
        }
        if (signal == SIGXFSZ && fileSize.isPresent()) {
            return ": it wrote more into a file than the " + fileSize.getAsLong()
                    + " bytes that limits.file_size allows";
        }
        return "";
    }
}
