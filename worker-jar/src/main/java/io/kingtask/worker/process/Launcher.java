package io.kingtask.worker.process;

import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.lease.LeasedRun;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts programs. Safe for many threads; each call occupies its thread until the program has ended. */
public interface Launcher {

    /**
     * Starts a program and returns when it and its process tree have ended, by themselves or because {@link LeasedRun#due} said so, which
     * is asked once more just before the start. No process and no descriptor is left behind, however it ends.
     *
     * @throws LaunchException when it could not be started
     */
    Ended run(Launch launch, LeasedRun run) throws LaunchException;

    /** Whether orphans of programs become children of this process, and are found however they hide. */
    default boolean adopts() {
        return false;
    }

    /** The control group that programs are born in; empty where there is none. */
    Optional<Path> cgroup();

    /** Does away with what programs left behind between two runs; to be called about once a second. */
    default void tidy() {}

    /**
     * The best launcher that works on this machine.
     *
     * @param adopt whether this process may become the parent of its programs' orphans; not where it has children of others
     * @param cgroup where programs are born
     */
    static Launcher best(boolean adopt, WorkerCgroup cgroup) {
        var log = LoggerFactory.getLogger(Launcher.class);
        var launcher = fastest(adopt, cgroup, log);
        log.info(
                "Process trees are found by {}process group, descent{}.{}",
                cgroup.folder().map(path -> "control group (" + path + "), ").orElse(""),
                launcher.adopts() ? ", environment and the adoption of orphans" : " and environment",
                cgroup.folder().isPresent() ? "" : " Control groups are not used: " + cgroup.whyNot() + ".");
        return launcher;
    }

    /** The launcher that works wherever Java does. */
    static Launcher withoutNativeCode(WorkerCgroup cgroup) {
        return new PlainLauncher(cgroup);
    }

    private static Launcher fastest(boolean adopt, WorkerCgroup cgroup, Logger log) {
        try {
            var launcher = NativeLauncher.load(adopt, cgroup);
            log.info("Programs are started with posix_spawn.");
            return launcher;
        } catch (LinkageError | UnsupportedOperationException e) {
            return plain(cgroup, log, e);
        }
    }

    private static Launcher plain(WorkerCgroup cgroup, Logger log, Throwable reason) {
        log.warn(
                "Programs are started with Java's ProcessBuilder, which is slower and gives them no process group, because posix_spawn"
                        + " cannot be used here: {}",
                reason.toString());
        return withoutNativeCode(cgroup);
    }
}
