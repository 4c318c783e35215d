package io.kingtask.worker.process;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import io.kingtask.worker.cgroup.WorkerCgroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A program that was started with posix_spawn and stays. A word to it and its answer are five calls of the system, and no hand-over to another thread. */
final class NativeOpenProcess implements OpenProcess {

    private static final int CHUNK = 16_384;
    private static final long LONGEST_POLL = 60_000;
    private static final long POLL_WITHOUT_PIDFD = 20;
    private static final long LOOK = 200;

    private final int pid;
    private final Descriptor in;
    private final Descriptor out;
    private final Descriptor err;
    private final Bell bell;
    private final Descriptor pidDescriptor;
    private final ProcessTree tree;
    private final boolean staysAbove;
    private final Runnable afterEnd;
    private final Memory outgoing = new Memory(CHUNK);
    private final Memory incoming = new Memory(CHUNK);
    private final byte[] piece = new byte[CHUNK];
    private final TalkPoll poll = new TalkPoll();
    private final ChildEnd childEnd = new ChildEnd();
    private byte[] unsent = new byte[0];
    private int sent;
    private int toSend;
    private boolean deaf;
    private boolean exited;

    private NativeOpenProcess(int pid, Launch launch, Strays strays, Bell bell, Pipe[] pipes, Runnable afterEnd) {
        this.pid = pid;
        this.in = pipes[0].writeEnd();
        this.out = pipes[1].readEnd();
        this.err = pipes[2].readEnd();
        this.bell = bell;
        this.pidDescriptor = NativeLauncher.pidDescriptor(pid);
        this.staysAbove = launch.wrapper().staysAbove();
        this.tree = new ProcessTree(pid, launch.marker(), new NativeSignals(pid, staysAbove), strays);
        this.afterEnd = afterEnd;
    }

    static NativeOpenProcess start(NativeLauncher launcher, Launch launch, Adoptions adoptions, WorkerCgroup cgroup)
            throws LaunchException {
        adoptions.began(launch.marker());
        var slot = cgroup.enterOwn();
        Runnable afterEnd = () -> {
            adoptions.ended(launch.marker());
            slot.remove();
        };
        boolean started = false;
        try {
            var process = start(launcher, launch, new Strays(adoptions, slot), afterEnd);
            started = true;
            return process;
        } finally {
            cgroup.leave();
            if (!started) {
                afterEnd.run();
            }
        }
    }

    private static NativeOpenProcess start(NativeLauncher launcher, Launch launch, Strays strays, Runnable afterEnd)
            throws LaunchException {
        var bell = Bell.open();
        var pipes = new Pipe[3];
        boolean started = false;
        try {
            for (int i = 0; i < pipes.length; i++) {
                pipes[i] = Pipe.open();
            }
            LibC.fcntl(pipes[0].writeEnd().fd(), LibC.F_SETFL, LibC.O_NONBLOCK);
            NativeLauncher.handOver(launch, pipes[1], pipes[2]);
            // The new process opens its end of the pipe by the number that it has before the program takes its place.
            var stdin = Path.of("/proc/self/fd/" + pipes[0].readEnd().fd());
            int pid = launcher.spawn(launch.reading(stdin), pipes[1], pipes[2]);
            started = true;
            pipes[0].readEnd().close();
            pipes[1].writeEnd().close();
            pipes[2].writeEnd().close();
            return new NativeOpenProcess(pid, launch, strays, bell, pipes, afterEnd);
        } finally {
            if (!started) {
                bell.close();
                for (var pipe : pipes) {
                    if (pipe != null) {
                        pipe.close();
                    }
                }
            }
        }
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public void say(byte[] bytes, int length) {
        unsent = bytes;
        sent = 0;
        toSend = length;
        push();
    }

    private void push() {
        while (sent < toSend && !deaf) {
            int length = Math.min(toSend - sent, CHUNK);
            outgoing.write(0, unsent, sent, length);
            long count = in.isOpen() ? LibC.write(in.fd(), outgoing, length) : -1;
            if (count > 0) {
                sent += (int) count;
            } else if (in.isOpen() && Native.getLastError() == LibC.EAGAIN) {
                return;
            } else if (!in.isOpen() || !NativeLauncher.wasInterrupted()) {
                deaf = true;
            }
        }
    }

    @Override
    public boolean isDeaf() {
        return deaf;
    }

    @Override
    public void listen(Duration longest, Ears ears) {
        if (!look(longest.toNanos(), ears) || exited) {
            return;
        }
        if (poll.isReady(TalkPoll.BELL)) {
            bell.hush();
        }
        if (poll.isReady(TalkPoll.IN)) {
            push();
        }
    }

    /** Answers whether anything came. */
    private boolean look(long nanos, Ears ears) {
        poll.set(TalkPoll.OUT, out.fd());
        poll.set(TalkPoll.ERR, err.fd());
        poll.set(TalkPoll.PROCESS, exited ? -1 : pidDescriptor.fd());
        poll.set(TalkPoll.BELL, exited ? -1 : bell.fd());
        poll.set(TalkPoll.IN, sent < toSend && !deaf ? in.fd() : -1);
        long longest = exited || pidDescriptor.isOpen() ? LONGEST_POLL : POLL_WITHOUT_PIDFD;
        boolean any = poll.await((int) Math.min((nanos + 999_999) / 1_000_000, longest));
        if (any) {
            if (poll.isReady(TalkPoll.OUT)) {
                hear(out, ears, true);
            }
            if (poll.isReady(TalkPoll.ERR)) {
                hear(err, ears, false);
            }
        }
        boolean mayHaveEnded = !pidDescriptor.isOpen() || (any && poll.isReady(TalkPoll.PROCESS));
        if (!exited && mayHaveEnded && childEnd.hasCome(pid)) {
            exited = true;
            hearTheRest(ears);
        }
        return any;
    }

    private void hearTheRest(Ears ears) {
        int pieces = 0;
        while ((out.isOpen() || err.isOpen()) && pieces < Pipe.LAST_PIECES && look(0, ears)) {
            pieces++;
        }
    }

    private void hear(Descriptor from, Ears ears, boolean isOut) {
        long count = LibC.read(from.fd(), incoming, CHUNK);
        if (count > 0) {
            incoming.read(0, piece, 0, (int) count);
            if (isOut) {
                ears.stdout(piece, (int) count);
            } else {
                ears.stderr(piece, (int) count);
            }
        } else if (count == 0 || !NativeLauncher.wasInterrupted()) {
            from.close();
        }
    }

    @Override
    public boolean isOver() {
        return exited || !out.isOpen();
    }

    @Override
    public boolean hasEnded() {
        return exited;
    }

    @Override
    public void ring() {
        bell.ring();
    }

    @Override
    public void hangUp() {
        in.close();
    }

    @Override
    public void askToEnd() {
        tree.end(false);
    }

    @Override
    public Exit end(Duration grace, BooleanSupplier atOnce, Ears ears) {
        long killAt = System.nanoTime() + grace.toNanos();
        boolean forced = !exited;
        if (forced) {
            hangUp();
            tree.end(false);
            boolean killed = false;
            while (!exited) {
                long left = killAt - System.nanoTime();
                if (!killed && (left <= 0 || atOnce.getAsBoolean())) {
                    killed = true;
                    tree.end(true);
                }
                look(killed ? LOOK * 1_000_000 : Math.min(left, LOOK * 1_000_000), ears);
            }
        }
        return reap(Duration.ofNanos(Math.max(0, killAt - System.nanoTime())), forced);
    }

    private Exit reap(Duration grace, boolean forced) {
        new NativeSignals(pid, false).group(false);
        try {
            int word = childEnd.await(pid);
            tree.endSurvivors(grace, forced || out.isOpen() || err.isOpen());
            return Exit.ofWait(word, staysAbove);
        } finally {
            close();
        }
    }

    private void close() {
        in.close();
        out.close();
        err.close();
        pidDescriptor.close();
        bell.close();
        outgoing.close();
        incoming.close();
        poll.close();
        childEnd.close();
        afterEnd.run();
    }
}
