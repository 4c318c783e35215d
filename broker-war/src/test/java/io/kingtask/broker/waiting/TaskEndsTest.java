package io.kingtask.broker.waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.store.Background;
import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import io.kingtask.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskEndsTest {

    private final Queue<Runnable> rounds = new ArrayDeque<>();
    private final ScheduledThreadPoolExecutor later = new Rounds();
    private Optional<TaskView> stored = Optional.of(view(TaskState.RUNNING));
    private @Nullable RuntimeException failure;
    private int looks;
    private long now;
    private final TaskEnds ends = new TaskEnds(this::look, new Background(Runnable::run, later), () -> now);

    private Optional<TaskView> look(String id) {
        looks++;
        if (failure != null) {
            throw failure;
        }
        return stored;
    }

    private static TaskView view(TaskState state) {
        return new TaskView(
                "id",
                "e",
                List.of(),
                "q",
                4,
                state,
                1,
                1,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    private CompletableFuture<Optional<TaskView>> await(int seconds) {
        return ends.await("id", Duration.ofSeconds(seconds)).toCompletableFuture();
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
        rounds.remove().run();
    }

    @AfterEach
    void endThreads() {
        later.shutdownNow();
    }

    @Test
    void finalOrUnknownTaskIsAnsweredAtOnce() {
        stored = Optional.of(view(TaskState.SUCCEEDED));
        assertTrue(await(60).isDone());
        stored = Optional.empty();
        assertTrue(await(60).join().isEmpty());
        assertTrue(rounds.isEmpty());
    }

    @Test
    void newsEndAllWaits() {
        var first = await(60);
        var second = await(60);
        assertFalse(first.isDone());
        stored = Optional.of(view(TaskState.FAILED));
        ends.taskFinal("other");
        assertFalse(first.isDone());
        ends.taskFinal("id");
        assertEquals(TaskState.FAILED, first.join().orElseThrow().state());
        assertTrue(second.isDone());
    }

    @Test
    void lostNewsCostASecondOrTwo() {
        var wait = await(60);
        stored = Optional.of(view(TaskState.SUCCEEDED));
        pass(1_000);
        assertFalse(wait.isDone());
        pass(1_000);
        assertTrue(wait.isDone());
        assertEquals(2, looks);
    }

    @Test
    void reconnectionLooksAtAll() {
        var wait = await(60);
        stored = Optional.of(view(TaskState.SUCCEEDED));
        ends.reconnected();
        assertTrue(wait.isDone());
    }

    @Test
    void timeThatIsOverIsAnsweredWithWhatIs() {
        var brief = await(1);
        var patient = await(60);
        pass(999);
        assertFalse(brief.isDone());
        pass(1);
        assertEquals(TaskState.RUNNING, brief.join().orElseThrow().state());
        assertFalse(patient.isDone());
    }

    @Test
    void nothingRunsWhenNobodyWaits() {
        var wait = await(1);
        pass(2_000);
        assertTrue(wait.isDone());
        assertTrue(rounds.isEmpty());
    }

    @Test
    void failureOfTheStoreEndsTheWait() {
        failure = new StoreUnavailableException("away", new RuntimeException());
        assertTrue(await(60).isCompletedExceptionally());
    }

    @Test
    void waitsHaveABound() {
        for (int i = 0; i < 10_000; i++) {
            assertFalse(await(1).isDone());
        }
        assertThrows(ProblemException.class, () -> await(1));
        pass(2_000);
        assertFalse(await(1).isDone());
    }

    /** Keeps rounds until a test lets time pass. */
    private final class Rounds extends ScheduledThreadPoolExecutor {

        Rounds() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable round, long delay, TimeUnit unit) {
            rounds.add(round);
            return super.schedule((Callable<@Nullable Void>) () -> null, 1, TimeUnit.DAYS);
        }
    }
}
