package io.kingtask.worker;

import io.kingtask.client.OutputName;
import io.kingtask.store.ClaimedTask;
import io.kingtask.store.OutputPiece;
import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.WorkStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A store in memory that hands out tasks and writes down what it is told; it can be switched off. */
public final class FakeWorkStore implements WorkStore {

    public static final Worker WORKER = new Worker("w", "host", 1, "1", List.of("default"), 1, Duration.ofSeconds(15));

    private final Deque<ClaimedTask> pending = new ArrayDeque<>();
    private final Map<Run, Renewed> renewals = new HashMap<>();
    public final List<Finish> finished = new ArrayList<>();
    public final List<Run> handedBack = new ArrayList<>();
    public final List<Run> parked = new ArrayList<>();
    public final List<String> progress = new ArrayList<>();
    public final List<OutputPiece> pieces = new ArrayList<>();
    public final List<Integer> claims = new ArrayList<>();
    public Set<String> executables = new HashSet<>();
    public int renewCalls;
    public boolean registered;
    /** Whether the worker has come back after it was told to drain. */
    public boolean drainFollowed;

    public int turnsBegun;
    public int callsWhileOff;

    private boolean turnsAreHeld;
    private Wish wish = Wish.WORK;
    private Wish told = Wish.WORK;
    private boolean down;

    public synchronized void add(ClaimedTask... tasks) {
        pending.addAll(List.of(tasks));
        notifyAll();
    }

    /** Has turns wait until they are let go. */
    public synchronized void holdTurns(boolean on) {
        turnsAreHeld = on;
        notifyAll();
    }

    private void waitUntilLetGo() {
        try {
            while (turnsAreHeld) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public synchronized void switchOff(boolean off) {
        down = off;
        notifyAll();
    }

    /** What the next heartbeats are told. Unlike the real store, this one does not refuse claims: the worker itself must hold back. */
    public synchronized void drain(boolean on) {
        wish = on ? Wish.DRAIN : Wish.WORK;
    }

    public synchronized void answerRenewal(Run run, Renewed answer) {
        renewals.put(run, answer);
    }

    /** Waits until the condition holds, looked at after every call; for less than a minute, after which a run's lease may end it. */
    public synchronized void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.getAsBoolean()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("waited too long");
            }
            wait(left);
        }
    }

    private void called() {
        if (down) {
            callsWhileOff++;
            throw new StoreUnavailableException("switched off", new IOException("off"));
        }
        notifyAll();
    }

    @Override
    public synchronized List<ClaimedTask> claim(Worker worker, List<String> queues, int max) {
        called();
        claims.add(max);
        return take(max);
    }

    private List<ClaimedTask> take(int max) {
        var taken = new ArrayList<ClaimedTask>();
        while (taken.size() < max && !pending.isEmpty()) {
            taken.add(pending.removeFirst());
        }
        return taken;
    }

    @Override
    public synchronized Turned turn(Worker worker, List<Finish> ends, List<String> queues, int max) {
        turnsBegun++;
        notifyAll();
        waitUntilLetGo();
        called();
        finished.addAll(ends);
        return new Turned(Collections.nCopies(ends.size(), Finished.OK), take(max));
    }

    @Override
    public synchronized Map<Run, Renewed> renew(Worker worker, List<Run> runs) {
        called();
        renewCalls++;
        var answers = new HashMap<Run, Renewed>();
        runs.forEach(run -> answers.put(run, renewals.getOrDefault(run, Renewed.OK)));
        return answers;
    }

    @Override
    public synchronized Finished handBack(Worker worker, Run run) {
        called();
        handedBack.add(run);
        return Finished.OK;
    }

    @Override
    public synchronized Finished park(Worker worker, Run run) {
        called();
        parked.add(run);
        return Finished.OK;
    }

    @Override
    public synchronized void progress(Worker worker, Run run, double part, @Nullable String message) {
        called();
        progress.add(part + " " + message);
    }

    @Override
    public synchronized Finished appendOutput(Worker worker, Run run, OutputName name, OutputPiece piece) {
        called();
        pieces.add(piece);
        return Finished.OK;
    }

    @Override
    public synchronized Wish heartbeat(Worker worker, @Nullable Set<String> names, List<Run> runs, boolean draining) {
        called();
        registered = true;
        if (names != null) {
            executables = names;
        }
        drainFollowed = told == Wish.DRAIN;
        told = wish;
        return told;
    }

    @Override
    public List<String> succeedPredecessor(Worker worker) {
        return List.of();
    }

    @Override
    public synchronized void unregister(Worker worker) {
        called();
        registered = false;
    }

    @Override
    public synchronized boolean awaitWork(Worker worker, List<String> queues, Duration longest) {
        called();
        long end = System.nanoTime() + longest.toNanos();
        while (pending.isEmpty() && !down && System.nanoTime() - end < 0) {
            try {
                wait(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        return !pending.isEmpty();
    }
}
