package io.kingtask.broker.output;

import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.store.Background;
import io.kingtask.store.OutputStore;
import io.kingtask.store.OutputStore.Look;
import io.kingtask.store.StoreUnavailableException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes all followers of this broker look, ten times a second, while there are any; followers at the same place of the same output share
 * a look. No thread is held meanwhile, and nothing runs while nobody follows.
 */
@Singleton
public class Follows {

    private static final Logger LOG = LoggerFactory.getLogger(Follows.class);
    private static final Duration ROUND = Duration.ofMillis(100);

    private static final int MOST = 500;

    /** More than one takes: what waits to be sent, and the next piece. */
    private static final long HEAP_OF_ONE = 1 << 20;

    private final OutputStore store;
    private final Background background;
    private final LongSupplier nanoTime;
    private final int most;
    private final Queue<Follower> followers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean rounds = new AtomicBoolean();

    @Inject
    public Follows(OutputStore store, Background background) {
        this(store, background, System::nanoTime, (int)
                Math.min(MOST, Math.max(16, Runtime.getRuntime().maxMemory() / HEAP_OF_ONE)));
    }

    /** @param most bound on the followers at a time */
    Follows(OutputStore store, Background background, LongSupplier nanoTime, int most) {
        this.store = store;
        this.background = background;
        this.nanoTime = nanoTime;
        this.most = most;
    }

    /** @throws ProblemException when there are as many followers as this broker has room for */
    void checkRoom() {
        if (followers.size() >= most) {
            throw new ProblemException(Problem.later(
                    ErrorCode.OVERLOADED,
                    "More than " + most + " clients follow outputs at this broker.",
                    Duration.ofSeconds(5)));
        }
    }

    /** From now on it looks, until its reader is gone. */
    void begin(Follower follower) {
        followers.add(follower);
        if (rounds.compareAndSet(false, true)) {
            soon(this::round);
        }
    }

    private void round() {
        try {
            long now = nanoTime.getAsLong();
            followers.forEach(follower -> follower.reader().tick(now));
            followers.removeIf(follower -> follower.reader().isGone());
            lookAll(now);
        } finally {
            rounds.set(false);
            goOn();
        }
    }

    private void goOn() {
        if (!followers.isEmpty() && rounds.compareAndSet(false, true)) {
            try {
                var unused =
                        background.later().schedule(() -> soon(this::round), ROUND.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The broker stops; outputs are not followed any more.", e);
            }
        }
    }

    private void lookAll(long now) {
        var sharers = new LinkedHashMap<Look, List<Follower>>();
        for (var follower : followers) {
            if (!follower.isDone()) {
                sharers.computeIfAbsent(follower.look(now), look -> new ArrayList<>())
                        .add(follower);
            }
        }
        var looks = List.copyOf(sharers.keySet());
        try {
            var seen = store.look(looks);
            for (int i = 0; i < looks.size(); i++) {
                for (var follower : sharers.getOrDefault(looks.get(i), List.of())) {
                    follower.see(seen.get(i), now, store);
                }
            }
        } catch (StoreUnavailableException e) {
            LOG.info("Outputs cannot be followed: {}. The clients are sent away; they come again.", e.getMessage());
            followers.forEach(follower -> follower.reader().fail(e));
        } catch (RuntimeException e) {
            LOG.error("Outputs could not be followed because of a fault in the broker.", e);
            followers.forEach(follower -> follower.reader().fail(e));
        }
    }

    private void soon(Runnable what) {
        try {
            background.work().execute(what);
        } catch (RejectedExecutionException e) {
            LOG.debug("The broker stops; outputs are not followed any more.", e);
        }
    }
}
