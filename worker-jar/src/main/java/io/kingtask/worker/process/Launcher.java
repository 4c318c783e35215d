package io.kingtask.worker.process;

import io.kingtask.worker.lease.LeasedRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts programs. Safe for many threads; each call occupies its thread until the program has ended. */
public interface Launcher {

    /**
     * Starts a program and returns when it and its process tree have ended, by themselves or because {@link LeasedRun#due} said so. No
     * process and no descriptor is left behind, however it ends.
     *
     * @throws LaunchException when it could not be started
     */
    Ended run(Launch launch, LeasedRun run) throws LaunchException;

    /** Whether orphans of programs become children of this process, and are found however they hide. */
    default boolean adopts() {
        return false;
    }

    /** Does away with what programs left behind between two runs; to be called about once a second. */
    default void tidy() {}

    /**
     * The best launcher that works on this machine.
     *
     * @param adopt whether this process may become the parent of its programs' orphans; not where it has children of others
     */
    static Launcher best(boolean adopt) {
        var log = LoggerFactory.getLogger(Launcher.class);
        try {
            var launcher = NativeLauncher.load(adopt);
            log.info(
                    "Programs are started with posix_spawn. Their process trees are found by {}.",
                    launcher.adopts()
                            ? "process group, descent, environment and the adoption of orphans"
                            : "process group, descent and environment");
            return launcher;
        } catch (LinkageError | UnsupportedOperationException e) {
            return plain(log, e);
        }
    }

    /** The launcher that works wherever Java does. */
    static Launcher withoutNativeCode() {
        return new PlainLauncher();
    }

    private static Launcher plain(Logger log, Throwable reason) {
        log.warn(
                "Programs are started with Java's ProcessBuilder, which is slower and gives them no process group, because posix_spawn"
                        + " cannot be used here: {}",
                reason.toString());
        return withoutNativeCode();
    }
}
