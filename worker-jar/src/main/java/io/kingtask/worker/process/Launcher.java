package io.kingtask.worker.process;

import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.lease.LeasedRun;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts programs. Safe for many threads; each call occupies its thread until the program has ended. */
public interface Launcher extends AutoCloseable {

    /**
     * Starts a program and returns when it and its process tree have ended, by themselves or because {@link LeasedRun#due} said so, which
     * is asked once more just before the start. No process and no descriptor is left behind, however it ends.
     *
     * @throws LaunchException when it could not be started
     */
    Ended run(Launch launch, LeasedRun run) throws LaunchException;

    /**
     * Starts a program that stays and is talked to; what it reads is not the launch's file, and what it writes is not kept in the launch's
     * outputs. To be called by a thread that lives as long as the program.
     *
     * @throws LaunchException when it could not be started
     */
    OpenProcess open(Launch launch) throws LaunchException;

    /** Whether orphans of programs become children of this process, and are found however they hide. */
    default boolean adopts() {
        return false;
    }

    /** The quickest look at files that this launcher's means allow; until it is closed. */
    default FileLook files() {
        return FileLook.PLAIN;
    }

    /** The control group that programs are born in; empty where there is none. */
    Optional<Path> cgroup();

    /** Does away with what programs left behind between two runs; to be called about once a second. */
    default void tidy() {}

    /** To be called when no program runs any more and none will: gives back what lives longer than an application in a server. */
    @Override
    default void close() {}

    /**
     * The best launcher that works on this machine.
     *
     * @param adopt whether this process may become the parent of its programs' orphans; not where it has children of others
     * @param cgroup where programs are born
     * @param threads makes two for each program, where posix_spawn cannot be used
     */
    static Launcher best(boolean adopt, WorkerCgroup cgroup, ThreadFactory threads) {
        var log = LoggerFactory.getLogger(Launcher.class);
        // On a thread that ends: JNA leaves variables of its own on it, and has the system's ldconfig run.
        var launcher = CompletableFuture.supplyAsync(
                        () -> SystemContext.run(() -> fastest(adopt, cgroup, threads, log)),
                        work -> threads.newThread(work).start())
                .join();
        log.info(
                "Process trees are found by {}process group, descent{}.{}",
                cgroup.folder().map(path -> "control group (" + path + "), ").orElse(""),
                launcher.adopts() ? ", environment and the adoption of orphans" : " and environment",
                cgroup.folder().isPresent() ? "" : " Control groups are not used: " + cgroup.whyNot() + ".");
        return launcher;
    }

    /** The launcher that works wherever Java does. */
    static Launcher withoutNativeCode(WorkerCgroup cgroup, ThreadFactory threads) {
        return new PlainLauncher(cgroup, threads);
    }

    private static Launcher fastest(boolean adopt, WorkerCgroup cgroup, ThreadFactory threads, Logger log) {
        try {
            var launcher = NativeLauncher.load(adopt, cgroup);
            log.info("Programs are started with posix_spawn.");
            return launcher;
        } catch (LinkageError | UnsupportedOperationException e) {
            log.warn(
                    "Programs are started with Java's ProcessBuilder, which is slower and gives them no process group,"
                            + " because posix_spawn cannot be used here: {}",
                    e.toString());
            return withoutNativeCode(cgroup, threads);
        }
    }
}
