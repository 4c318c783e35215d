package io.kingtask.worker.process;

import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.output.BoundedOutput;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A program that was started with posix_spawn, watched by one thread: it polls both outputs, the process and the bell at once. The status
 * is read last, after the group was signalled: until then the system does not give the number to another process.
 */
final class NativeProcess implements AutoCloseable {

    /** How long outputs are waited for after the leader's end when somebody else still holds them. */
    private static final Duration DRAIN = Duration.ofMillis(150);

    private static final long LONGEST_POLL = Duration.ofSeconds(60).toMillis();
    private static final long LEASE_LOOK = 200;
    private static final long POLL_WITHOUT_PIDFD = 20;

    /**
     * Many a program ends soon after it was started, with less written than a pipe holds; and one that closes an output mostly ends. Its
     * thread then waits, for so many milliseconds, for nothing but that, and is not woken for each piece that is written and each
     * descriptor that the system closes.
     */
    private static final int LONGEST_ENDING = 2;

    private final int pid;
    private final LeasedRun run;
    private final RunTools tools;
    private final Descriptor pidDescriptor;
    private final ProcessTree tree;
    private final boolean staysAbove;
    private final BoundedOutput stdout;
    private final BoundedOutput stderr;
    private @Nullable EndReason reason;
    private long killAt;
    private boolean killed;
    private boolean mayBeEnding;
    private boolean exited;
    private boolean reaped;
    private long drainUntil;
    private int lastPieces;

    NativeProcess(int pid, Launch launch, LeasedRun run, Strays strays, RunTools tools) {
        this.pid = pid;
        this.run = run;
        this.tools = tools;
        this.pidDescriptor = NativeLauncher.pidDescriptor(pid);
        this.tree = new ProcessTree(
                pid, launch.marker(), new NativeSignals(pid, launch.wrapper().staysAbove()), strays);
        this.staysAbove = launch.wrapper().staysAbove();
        this.stdout = launch.outputs().stdout();
        this.stderr = launch.outputs().stderr();
    }

    Ended awaitEnd(Descriptor out, Descriptor err) {
        var poll = tools.poll();
        mayBeEnding = pidDescriptor.isOpen();
        while (true) {
            if (!exited) {
                endIfDue();
            } else if (!out.isOpen() && !err.isOpen()) {
                break;
            }
            if (mayBeEnding) {
                poll.await(Math.min(pollMillis(), LONGEST_ENDING), -1, -1, pidDescriptor.fd(), bellFd());
            } else {
                poll.await(pollMillis(), out.fd(), err.fd(), exited ? -1 : pidDescriptor.fd(), bellFd());
            }
            if (poll.isReady(3)) {
                tools.bell().hush();
            }
            boolean closed = drain(poll.isReady(0), out, stdout);
            closed |= drain(poll.isReady(1), err, stderr);
            if (exited && isDrained(poll)) {
                break;
            }
            if (!exited && mayHaveExited(poll) && tools.childEnd().hasCome(pid)) {
                exited = true;
                drainUntil = System.nanoTime() + DRAIN.toNanos();
            }
            mayBeEnding = closed && !exited && pidDescriptor.isOpen();
        }
        return reap(out.isOpen() || err.isOpen());
    }

    /** Whether nothing more was there after the leader's end. */
    private boolean isDrained(PollSet poll) {
        boolean silent = !poll.isReady(0) && !poll.isReady(1);
        return (silent || ++lastPieces >= Pipe.LAST_PIECES) && System.nanoTime() - drainUntil >= 0;
    }

    /** The bell has said what it can say once a reason is known. */
    private int bellFd() {
        return exited || reason != null ? -1 : tools.bell().fd();
    }

    private void endIfDue() {
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

    private int pollMillis() {
        long millis;
        if (exited) {
            millis = millisUntil(drainUntil);
        } else if (killed) {
            millis = LONGEST_POLL;
        } else if (reason != null) {
            millis = Math.min(millisUntil(killAt), LEASE_LOOK);
        } else {
            millis = run.untilDue().toMillis() + 1;
        }
        long longest = exited || pidDescriptor.isOpen() ? LONGEST_POLL : POLL_WITHOUT_PIDFD;
        return (int) Math.min(millis, longest);
    }

    private static long millisUntil(long nanoTime) {
        return Math.max(0, (nanoTime - System.nanoTime()) / 1_000_000 + 1);
    }

    private boolean mayHaveExited(PollSet poll) {
        return !pidDescriptor.isOpen() || poll.isReady(2);
    }

    /** Poll has said that there is something, and nobody else reads: this does not block. Answers whether it was closed. */
    private boolean drain(boolean ready, Descriptor from, BoundedOutput into) {
        if (!ready) {
            return false;
        }
        var buffer = tools.buffer();
        long count = LibC.read(from.fd(), buffer, RunTools.CHUNK);
        if (count > 0) {
            into.write(buffer.getByteArray(0, (int) count), (int) count);
        } else if (count == 0 || !NativeLauncher.wasInterrupted()) {
            from.close();
            return true;
        }
        return false;
    }

    private Ended reap(boolean outputsHeld) {
        new NativeSignals(pid, false).group(false);
        int word = tools.childEnd().await(pid);
        reaped = true;
        tree.endSurvivors(graceLeft(), outputsHeld || reason != null);
        var end = Exit.ofWait(word, staysAbove);
        return new Ended(
                end.status(),
                end.signal(),
                reason,
                stdout.kept(),
                stderr.kept(),
                tools.childEnd().usage());
    }

    private Duration graceLeft() {
        if (reason == null) {
            var grace = run.grace(EndReason.TIMEOUT);
            var left = run.untilDue();
            return left.compareTo(grace) < 0 ? left : grace;
        }
        return Duration.ofNanos(Math.max(0, killAt - System.nanoTime()));
    }

    /** Ends the program where {@link #awaitEnd} did not come to its end. */
    @Override
    public void close() {
        pidDescriptor.close();
        if (!reaped) {
            // The least that can be done, with nothing that could fail again.
            LibC.kill(-pid, LibC.SIGKILL);
            tools.childEnd().await(pid);
            reaped = true;
        }
    }
}
