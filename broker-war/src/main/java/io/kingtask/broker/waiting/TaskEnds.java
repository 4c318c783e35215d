package io.kingtask.broker.waiting;

import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.store.Background;
import io.kingtask.broker.store.StoreNews;
import io.kingtask.client.TaskView;
import io.kingtask.store.StoreEvents;
import io.kingtask.store.TaskStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests wait for the end of a task; no thread is held meanwhile. Redis' news end a wait at once. Because news can be lost, tasks
 * that are waited for are also looked at every now and then, while any wait is open; when none is, nothing runs here.
 */
@Singleton
public class TaskEnds implements StoreEvents.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(TaskEnds.class);
    private static final int MOST_WAITS = 10_000;
    private static final Duration ROUND = Duration.ofMillis(100);

    private final Function<String, Optional<TaskView>> watch;
    private final Background background;
    private final LongSupplier nanoTime;
    private final Map<String, Waits> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean rounds = new AtomicBoolean();

    @Inject
    TaskEnds(TaskStore tasks, Background background, StoreNews news) {
        this(tasks::watch, background, System::nanoTime);
        news.listen(this);
    }

    /** @param watch as {@link TaskStore#watch} */
    TaskEnds(Function<String, Optional<TaskView>> watch, Background background, LongSupplier nanoTime) {
        this.watch = watch;
        this.background = background;
        this.nanoTime = nanoTime;
    }

    /**
     * The task as soon as it is final, or as it is when {@code longest} is over; empty when there is no such task.
     *
     * @throws ProblemException when too many requests wait already
     */
    public CompletionStage<Optional<TaskView>> await(String id, Duration longest) {
        if (open.incrementAndGet() > MOST_WAITS) {
            open.decrementAndGet();
            throw new ProblemException(Problem.later(
                    ErrorCode.OVERLOADED,
                    "More than " + MOST_WAITS + " requests wait for the end of a task.",
                    Duration.ofSeconds(1)));
        }
        var wait = new CompletableFuture<Optional<TaskView>>();
        var counted = wait.whenComplete((view, failure) -> open.decrementAndGet());
        long now = nanoTime.getAsLong();
        // Registered before the look, so that an end between the two is not missed.
        waiting.compute(
                id, (key, waits) -> (waits == null ? new Waits(now) : waits).add(wait, now + longest.toNanos()));
        look(id);
        startRounds();
        return counted;
    }

    @Override
    public void taskFinal(String id) {
        if (waiting.containsKey(id)) {
            soon(() -> look(id));
        }
    }

    @Override
    public void reconnected() {
        soon(() -> waiting.keySet().forEach(this::look));
    }

    /** Ends the waits for a task that is final or unknown. */
    private void look(String id) {
        try {
            var view = watch.apply(id);
            if (view.isEmpty() || view.get().state().isFinal()) {
                answerAll(id, view);
            }
        } catch (RuntimeException e) {
            failAll(id, e);
        }
    }

    private void answerAll(String id, Optional<TaskView> view) {
        var waits = waiting.remove(id);
        if (waits != null) {
            waits.all().forEach(wait -> wait.complete(view));
        }
    }

    private void failAll(String id, RuntimeException failure) {
        var waits = waiting.remove(id);
        if (waits != null) {
            waits.all().forEach(wait -> wait.completeExceptionally(failure));
        }
    }

    private void startRounds() {
        if (!waiting.isEmpty() && rounds.compareAndSet(false, true)) {
            var unused = background.later().schedule(this::round, ROUND.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends waits whose time is over, and looks at tasks that nobody looked at for a while. */
    private void round() {
        long now = nanoTime.getAsLong();
        // The more tasks are waited for, the rarer each is looked at: at most some 500 a second in all.
        long pause = TimeUnit.MILLISECONDS.toNanos(1_500 + 2L * waiting.size());
        try {
            waiting.forEach((id, waits) -> {
                if (waits.hasOver(now)) {
                    endOver(id, now);
                } else if (waits.isToBeLookedAt(now, pause)) {
                    look(id);
                }
            });
        } finally {
            rounds.set(false);
            startRounds();
        }
    }

    private void endOver(String id, long now) {
        waiting.computeIfPresent(id, (key, waits) -> {
            var over = waits.removeOver(now);
            soon(() -> over.forEach(wait -> answer(id, wait)));
            return waits.isEmpty() ? null : waits;
        });
    }

    private void answer(String id, CompletableFuture<Optional<TaskView>> wait) {
        try {
            wait.complete(watch.apply(id));
        } catch (RuntimeException e) {
            wait.completeExceptionally(e);
        }
    }

    private void soon(Runnable what) {
        try {
            background.work().execute(what);
        } catch (RejectedExecutionException e) {
            LOG.debug("The broker stops; waiting requests are not answered any more.", e);
        }
    }
}
