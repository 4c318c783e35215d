package io.kingtask.worker.output;

import io.kingtask.client.OutputName;
import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.WorkStore;
import io.kingtask.store.WorkStore.Finished;
import io.kingtask.store.WorkStore.Run;
import io.kingtask.worker.loop.Rounds;
import io.kingtask.worker.loop.StoreWatch;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/**
 * Tells the store what running programs write, ten times a second, while somebody follows it; sleeps while nobody does. What a program
 * writes faster than it can be told is dropped, as far as {@link BoundedOutput} has dropped it by then.
 */
public final class LiveOutput implements AutoCloseable {

    private static final Duration BETWEEN_PIECES = Duration.ofMillis(100);
    private static final Duration UNTIL_RUNG = Duration.ofHours(1);

    /** How long a follower counts who was not heard of again. */
    private static final Duration FOLLOWED = Duration.ofSeconds(6);

    private final WorkStore store;
    private final WorkStore.Worker worker;
    private final StoreWatch watch;
    private final Rounds rounds;
    private final Map<Run, RunOutputs> outputs = new ConcurrentHashMap<>();
    private final Map<Source, FollowedOutput> followed = new ConcurrentHashMap<>();

    private record Source(Run run, OutputName name) {}

    public LiveOutput(WorkStore store, WorkStore.Worker worker, StoreWatch watch, ThreadFactory threads) {
        this.store = store;
        this.worker = worker;
        this.watch = watch;
        this.rounds = new Rounds("live-output", threads, this::tellAll);
    }

    public void start() {
        rounds.start();
    }

    /** From now on until {@link #end} the run's outputs can be followed. */
    public void begin(Run run, RunOutputs runOutputs) {
        outputs.put(run, runOutputs);
    }

    public void end(Run run) {
        outputs.remove(run);
        followed.keySet().removeIf(source -> source.run().equals(run));
    }

    /**
     * Somebody follows an output of a run that this worker has on lease; the program need not have been started yet. Does not block.
     *
     * @param from where he missed something; negative: nowhere
     */
    public void follow(Run run, OutputName name, long from) {
        var fresh = new FollowedOutput();
        var known = followed.putIfAbsent(new Source(run, name), fresh);
        (known == null ? fresh : known).follow(from, System.nanoTime() + FOLLOWED.toNanos());
        if (known == null) {
            rounds.ring();
        }
    }

    private Duration tellAll() {
        long now = System.nanoTime();
        followed.values().removeIf(output -> output.isOver(now));
        followed.forEach(this::tell);
        return followed.isEmpty() ? UNTIL_RUNG : BETWEEN_PIECES;
    }

    private void tell(Source source, FollowedOutput output) {
        var written = outputs.get(source.run());
        if (written == null) {
            return;
        }
        try {
            var piece = output.next(written.of(source.name()));
            if (piece.isPresent()) {
                var answer = store.appendOutput(worker, source.run(), source.name(), piece.get());
                watch.answered();
                if (answer == Finished.NOT_OWNER) {
                    followed.remove(source);
                }
            }
        } catch (StoreUnavailableException e) {
            // A follower who misses this piece asks for it again.
            watch.failed(e);
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}
