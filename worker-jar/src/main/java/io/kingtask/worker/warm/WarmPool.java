package io.kingtask.worker.warm;

import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.loop.Rounds;
import io.kingtask.worker.process.LaunchException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The running processes of a worker, each lent to one run at a time. A thread of its own starts them, for some end with the thread that
 * started them, and sends away those that have had nothing to do for a while. Safe for many threads.
 */
final class WarmPool implements AutoCloseable {

    /** Starts a process. */
    interface Starter {
        WarmProcess start(Program program) throws LaunchException, IOException;
    }

    private record Order(Program program, CompletableFuture<WarmProcess> process) {}

    private static final long LONGEST_IDLE = Duration.ofMinutes(1).toNanos();
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration WHILE_SOME_LEAVE = Duration.ofMillis(20);

    /** Executables take turns: the processes of some may rest while others are at work. */
    private static final int FOR_EACH_SLOT = 4;

    private final int slots;
    private final Starter starter;
    private final Duration killGrace;
    private final Retirement retirement;
    private final Rounds rounds;
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private final Map<Path, Crew> crews = new HashMap<>();
    private boolean started;
    private boolean closed;

    WarmPool(int slots, Duration killGrace, Starter starter, ThreadFactory threads) {
        this.slots = slots;
        this.starter = starter;
        this.killGrace = killGrace;
        this.retirement = new Retirement(killGrace);
        this.rounds = new Rounds("warm", threads, this::turn);
    }

    /** A process for a run; waits for one where no more may be started. Null: the run is to end. */
    @Nullable WarmProcess take(Program program, Declaration declaration, LeasedRun lease) throws LaunchException, IOException {
        lease.onOrder(this::wake);
        try {
            while (lease.due() == null) {
                var process = idleOrLeave(program, declaration, lease);
                if (process == null && lease.due() == null) {
                    return start(program);
                }
                if (process != null && process.isReady()) {
                    return process;
                }
                if (process != null) {
                    dismiss(process);
                }
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("the worker was interrupted");
        } finally {
            lease.onOrder(null);
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** One that has nothing to do; or null: one more may be started, and is counted already, unless the run is to end. */
    private synchronized @Nullable WarmProcess idleOrLeave(Program program, Declaration declaration, LeasedRun lease)
            throws LaunchException, InterruptedException {
        while (lease.due() == null) {
            if (closed) {
                throw stops(program);
            }
            var crew = crews.computeIfAbsent(program.path(), path -> new Crew(program));
            crew.follow(program).forEach(this::sendAway);
            var idle = crew.takeIdle();
            if (idle != null) {
                return idle;
            }
            if (crew.alive() < Math.min(slots, declaration.processes())) {
                makeRoom();
                crew.begun();
                return null;
            }
            wait(lease.untilDue().toMillis() + 1);
        }
        return null;
    }

    private void makeRoom() {
        int alive = crews.values().stream().mapToInt(Crew::alive).sum();
        if (alive < FOR_EACH_SLOT * slots) {
            return;
        }
        crews.values().stream()
                .map(Crew::longestIdle)
                .filter(Objects::nonNull)
                .min(Comparator.comparingLong(WarmProcess::lastUsed))
                .ifPresent(oldest -> crew(oldest).takeAway(oldest::equals).forEach(this::sendAway));
    }

    private WarmProcess start(Program program) throws LaunchException, IOException {
        try {
            return order(program).join();
        } catch (CompletionException e) {
            lost(program);
            if (e.getCause() instanceof LaunchException refused) {
                throw refused;
            }
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        }
    }

    private synchronized CompletableFuture<WarmProcess> order(Program program) {
        var order = new Order(program, new CompletableFuture<>());
        if (closed) {
            order.process().completeExceptionally(stops(program));
        } else {
            orders.add(order);
            startThread();
            rounds.ring();
        }
        return order.process();
    }

    private void startThread() {
        if (!started) {
            started = true;
            rounds.start();
        }
    }

    private static LaunchException stops(Program program) {
        return new LaunchException("could not start " + program.name() + ": the worker stops");
    }

    private synchronized void lost(Program program) {
        var crew = crews.get(program.path());
        if (crew != null) {
            crew.lost();
        }
        notifyAll();
    }

    private Crew crew(WarmProcess process) {
        return Objects.requireNonNull(crews.get(process.program().path()));
    }

    /** Takes a process back after a task. */
    void giveBack(WarmProcess process, Declaration declaration) {
        if (!process.isReady()) {
            dismiss(process);
            return;
        }
        synchronized (this) {
            var crew = crew(process);
            if (closed || process.isWorn(declaration) || !crew.isOf(process.program())) {
                crew.lost();
                sendAway(process);
            } else {
                crew.putIdle(process);
            }
            // One that waits may use it, or start another one.
            notify();
        }
    }

    /** Ends one that cannot be used any more. */
    void dismiss(WarmProcess process) {
        lost(process.program());
        process.end(killGrace);
    }

    private void sendAway(WarmProcess process) {
        retirement.add(process);
        rounds.ring();
    }

    private Duration turn() {
        for (var order = orders.poll(); order != null; order = orders.poll()) {
            try {
                order.process().complete(starter.start(order.program()));
            } catch (LaunchException | IOException | RuntimeException | Error e) {
                order.process().completeExceptionally(e);
            }
        }
        sendIdleAway();
        retirement.step();
        return retirement.isEmpty() ? BETWEEN_LOOKS : WHILE_SOME_LEAVE;
    }

    private synchronized void sendIdleAway() {
        long now = System.nanoTime();
        crews.values()
                .forEach(crew -> crew.takeAway(process -> now - process.lastUsed() > LONGEST_IDLE || !process.isReady())
                        .forEach(this::sendAway));
        crews.values().removeIf(crew -> crew.alive() == 0);
    }

    /** Ends all processes. No run has one any more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            crews.values().forEach(crew -> crew.takeAway(process -> true).forEach(retirement::add));
            notifyAll();
        }
        rounds.close();
        orders.forEach(order -> order.process().completeExceptionally(stops(order.program())));
        boolean interrupted = false;
        while (!retirement.isEmpty()) {
            retirement.step();
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
