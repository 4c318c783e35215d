package io.kingtask.worker.process;

import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.output.BoundedOutput;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts programs with Java's ProcessBuilder, where posix_spawn cannot be used: no process group, two threads for each program. */
final class PlainLauncher implements Launcher {

    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long DRAIN_MILLIS = 150;

    private final WorkerCgroup cgroup;
    private final ThreadFactory threads;

    PlainLauncher(WorkerCgroup cgroup, ThreadFactory threads) {
        this.cgroup = cgroup;
        this.threads = threads;
    }

    @Override
    public Ended run(Launch launch, LeasedRun run) throws LaunchException {
        var strays = new Strays(Adoptions.none(), cgroup.slot());
        var due = run.due();
        if (due != null) {
            return Ended.beforeStart(due, launch.outputs());
        }
        var process = start(launch);
        var tree = new ProcessTree(
                process.pid(),
                launch.marker(),
                new PlainSignals(process, launch.wrapper().staysAbove()),
                strays);
        var outputs = launch.outputs();
        var readers = new Thread[] {
            reader(process.getInputStream(), outputs.stdout()), reader(process.getErrorStream(), outputs.stderr()),
        };
        try {
            var reason = awaitEnd(process, run, tree);
            join(readers);
            // Always looked for everywhere: there is no group to ask, and Java ends the outputs itself when the leader
            // ends.
            tree.endSurvivors(run.grace(reason == null ? EndReason.TIMEOUT : reason), true);
            // Java has no other word for a signal.
            var end = Exit.ofSum(process.exitValue());
            return new Ended(
                    end.status(),
                    end.signal(),
                    reason,
                    outputs.stdout().kept(),
                    outputs.stderr().kept(),
                    null);
        } catch (InterruptedException e) {
            tree.end(true);
            Thread.currentThread().interrupt();
            throw new LaunchException("the worker was interrupted");
        }
    }

    @Override
    public OpenProcess open(Launch launch) throws LaunchException {
        return PlainOpenProcess.start(launch, cgroup, threads);
    }

    @Override
    public Optional<Path> cgroup() {
        return cgroup.folder();
    }

    private static Process start(Launch launch) throws LaunchException {
        var stdin = launch.stdin();
        return start(launch, ProcessBuilder.Redirect.from(stdin == null ? new File("/dev/null") : stdin.toFile()));
    }

    static Process start(Launch launch, ProcessBuilder.Redirect stdin) throws LaunchException {
        var command = new ArrayList<String>();
        command.addAll(launch.wrapper().command());
        command.add(launch.executable().toString());
        command.addAll(launch.args());
        var name = String.valueOf(launch.executable().getFileName());
        try {
            // Java hands a text to /bin/sh.
            FileStart.of(launch.executable()).refuseTextWithoutInterpreter(name);
            launch.refuseAnotherFile(launch.executable());
            var builder =
                    new ProcessBuilder(command).directory(launch.workFolder().toFile());
            builder.environment().clear();
            builder.environment().putAll(launch.wrapper().environment());
            builder.redirectInput(stdin);
            return SystemContext.run(builder::start);
        } catch (IOException | IllegalArgumentException e) {
            throw new LaunchException("could not start " + name + ": " + e.getMessage());
        }
    }

    private static @Nullable EndReason awaitEnd(Process process, LeasedRun run, ProcessTree tree)
            throws InterruptedException {
        EndReason reason = null;
        long killAt = 0;
        boolean killed = false;
        while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            if (reason == null) {
                reason = run.due();
                if (reason != null) {
                    killAt = System.nanoTime() + run.grace(reason).toNanos();
                    tree.end(false);
                }
            }
            if (reason != null && !killed && (System.nanoTime() - killAt >= 0 || run.mustBeGone())) {
                killed = true;
                tree.end(true);
            }
        }
        return reason;
    }

    private Thread reader(InputStream from, BoundedOutput into) {
        var thread = threads.newThread(() -> read(from, into));
        thread.setName("kingtask-output");
        thread.start();
        return thread;
    }

    private static void read(InputStream from, BoundedOutput into) {
        var buffer = new byte[8192];
        try (from) {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                into.write(buffer, count);
            }
        } catch (IOException | UncheckedIOException e) {
            // The other end is gone: there is nothing more to read.
            return;
        }
    }

    private static void join(Thread[] readers) throws InterruptedException {
        for (var reader : readers) {
            reader.join(DRAIN_MILLIS);
        }
    }
}
