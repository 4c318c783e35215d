package io.kingtask.broker.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.broker.http.JsonBody;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.store.NewTask;
import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.TaskStore.Receipt;
import io.kingtask.store.TaskStore.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommitterTest {

    private final List<List<String>> calls = new ArrayList<>();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final Committer committer = new Committer(this::store, turns::add);
    private @Nullable RuntimeException failure;

    private List<Receipt> store(List<NewTask> tasks) {
        calls.add(tasks.stream().map(NewTask::executable).toList());
        if (failure != null) {
            throw failure;
        }
        return tasks.stream()
                .map(task -> task.executable().equals("full") ? Submitted.FULL : Submitted.ACCEPTED)
                .map(answer -> new Receipt(answer, Instant.EPOCH))
                .toList();
    }

    private static NewTask task(String executable) {
        return new TaskReader(Duration.ofDays(1))
                .read(JsonBody.object("{\"executable\":\"" + executable + "\"}"), Optional.empty(), null);
    }

    private CompletableFuture<List<Submitted>> submit(String... executables) {
        return committer
                .submit(List.of(executables).stream().map(CommitterTest::task).toList())
                .thenApply(receipts -> receipts.stream().map(Receipt::answer).toList())
                .toCompletableFuture();
    }

    private void runOneTurn() {
        turns.remove().run();
    }

    @Test
    void allThatWaitGoesInOneCall() {
        var first = submit("a");
        var second = submit("b", "full", "c");
        assertFalse(first.isDone());
        assertEquals(1, turns.size());
        runOneTurn();
        assertEquals(List.of(List.of("a", "b", "full", "c")), calls);
        assertEquals(List.of(Submitted.ACCEPTED), first.join());
        assertEquals(List.of(Submitted.ACCEPTED, Submitted.FULL, Submitted.ACCEPTED), second.join());
        assertTrue(turns.isEmpty());
    }

    @Test
    void whatComesDuringATurnGetsATurnOfItsOwn() {
        var unused1 = submit("a");
        runOneTurn();
        var unused2 = submit("b");
        runOneTurn();
        assertEquals(List.of(List.of("a"), List.of("b")), calls);
    }

    @Test
    void whoFindsNoCallUnderWayMakesOneAndOnlyOne() {
        var own = committer.submitHere(List.of(task("a"))).toCompletableFuture();
        assertEquals(Submitted.ACCEPTED, own.join().get(0).answer());
        assertTrue(turns.isEmpty());
        var first = submit("b");
        var other = committer.submitHere(List.of(task("c"))).toCompletableFuture();
        assertFalse(other.isDone());
        runOneTurn();
        assertEquals(List.of(List.of("a"), List.of("b", "c")), calls);
        assertTrue(first.isDone() && other.isDone());
    }

    @Test
    void oneCallHasABound() {
        var many = Collections.nCopies(300, "a").toArray(String[]::new);
        var unused3 = submit(many);
        var unused4 = submit(many);
        runOneTurn();
        assertEquals(1, calls.size());
        assertEquals(300, calls.get(0).size());
        runOneTurn();
        assertEquals(2, calls.size());
    }

    @Test
    void failureIsToldToAllAndTheNextTurnIsTried() {
        failure = new StoreUnavailableException("away", new RuntimeException());
        var first = submit("a");
        var second = submit("b");
        runOneTurn();
        assertTrue(
                assertThrows(CompletionException.class, first::join).getCause() instanceof StoreUnavailableException);
        assertTrue(second.isCompletedExceptionally());
        failure = null;
        var third = submit("c");
        runOneTurn();
        assertEquals(List.of(Submitted.ACCEPTED), third.join());
    }

    @Test
    void tooManyWaitingAreRefusedAtOnce() {
        var many = Collections.nCopies(10_000, task("a"));
        var unused5 = committer.submit(many).toCompletableFuture();
        var unused6 = committer.submit(many).toCompletableFuture();
        var refused = submit("b");
        assertTrue(assertThrows(CompletionException.class, refused::join).getCause() instanceof ProblemException);
        runOneTurn();
        assertFalse(submit("c").isCompletedExceptionally());
    }

    @Test
    void stoppedServerIsToldToWhoWaits() {
        var stopped = new Committer(this::store, turn -> {
            throw new RejectedExecutionException();
        });
        var refused = stopped.submit(List.of(task("a"))).toCompletableFuture();
        assertTrue(refused.isCompletedExceptionally());
    }
}
