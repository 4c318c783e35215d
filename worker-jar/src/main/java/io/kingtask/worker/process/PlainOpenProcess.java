package io.kingtask.worker.process;

import io.kingtask.worker.cgroup.WorkerCgroup;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A program that stays, started with Java's ProcessBuilder, which has no poll: it is looked at again and again, at first soon, then every few milliseconds. */
final class PlainOpenProcess implements OpenProcess {

    private static final long FIRST_PAUSE = 20_000;
    private static final long LONGEST_PAUSE = 5_000_000;

    /** What a pipe takes at once, however little the system gives it. */
    private static final int AT_ONCE = 4096;

    private final Process process;
    private final ProcessTree tree;
    private final boolean staysAbove;
    private final ThreadFactory threads;
    private final Runnable afterEnd;
    private final byte[] piece = new byte[8192];
    private volatile boolean deaf;
    private volatile boolean rung;

    private PlainOpenProcess(Process process, Launch launch, Strays strays, ThreadFactory threads, Runnable afterEnd) {
        this.process = process;
        this.staysAbove = launch.wrapper().staysAbove();
        this.tree = new ProcessTree(process.pid(), launch.marker(), new PlainSignals(process, staysAbove), strays);
        this.threads = threads;
        this.afterEnd = afterEnd;
    }

    static PlainOpenProcess start(Launch launch, WorkerCgroup cgroup, ThreadFactory threads) throws LaunchException {
        var slot = cgroup.enterOwn();
        @Nullable Process process = null;
        try {
            process = PlainLauncher.start(launch, ProcessBuilder.Redirect.PIPE);
            return new PlainOpenProcess(process, launch, new Strays(Adoptions.none(), slot), threads, slot::remove);
        } finally {
            cgroup.leave();
            if (process == null) {
                slot.remove();
            }
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void say(byte[] bytes, int length) {
        if (length <= AT_ONCE) {
            write(bytes, length);
        } else {
            var copy = Arrays.copyOf(bytes, length);
            threads.newThread(() -> write(copy, copy.length)).start();
        }
    }

    private void write(byte[] bytes, int length) {
        try {
            process.getOutputStream().write(bytes, 0, length);
            process.getOutputStream().flush();
        } catch (IOException e) {
            deaf = true;
        }
    }

    @Override
    public boolean isDeaf() {
        return deaf;
    }

    @Override
    public void listen(Duration longest, Ears ears) {
        long end = System.nanoTime() + longest.toNanos();
        long pause = FIRST_PAUSE;
        while (true) {
            boolean alive = process.isAlive();
            boolean heard = hear(process.getInputStream(), ears, true);
            heard |= hear(process.getErrorStream(), ears, false);
            if (heard || !alive || rung || deaf || System.nanoTime() - end >= 0) {
                rung = false;
                return;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
    }

    private boolean hear(InputStream from, Ears ears, boolean isOut) {
        try {
            boolean any = false;
            for (int there = from.available(); there > 0; there = from.available()) {
                int count = from.read(piece, 0, Math.min(there, piece.length));
                if (count <= 0) {
                    return any;
                }
                any = true;
                if (isOut) {
                    ears.stdout(piece, count);
                    // Before more of it is read: what was written to the other one before this.
                    return true;
                }
                ears.stderr(piece, count);
            }
            return any;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public boolean isOver() {
        try {
            return !process.isAlive() && process.getInputStream().available() == 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public boolean hasEnded() {
        return !process.isAlive();
    }

    @Override
    public void ring() {
        rung = true;
    }

    @Override
    public void hangUp() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            deaf = true;
        }
    }

    @Override
    public void askToEnd() {
        tree.end(false);
    }

    @Override
    public Exit end(Duration grace, BooleanSupplier atOnce, Ears ears) {
        long killAt = System.nanoTime() + grace.toNanos();
        if (process.isAlive()) {
            tree.end(false);
            boolean killed = false;
            while (process.isAlive()) {
                if (!killed && (System.nanoTime() - killAt >= 0 || atOnce.getAsBoolean())) {
                    killed = true;
                    tree.end(true);
                }
                listen(Duration.ofMillis(20), ears);
            }
        }
        listen(Duration.ZERO, ears);
        tree.endSurvivors(Duration.ofNanos(Math.max(0, killAt - System.nanoTime())), true);
        hangUp();
        afterEnd.run();
        return Exit.ofSum(process.exitValue());
    }
}
