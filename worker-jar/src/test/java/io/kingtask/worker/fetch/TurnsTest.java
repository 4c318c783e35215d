package io.kingtask.worker.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.WorkStore;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Finished;
import io.kingtask.store.WorkStore.Outcome;
import io.kingtask.worker.FakeWorkStore;
import io.kingtask.worker.execute.Tasks;
import io.kingtask.worker.lease.LeaseTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final List<String> QUEUES = List.of("default");

    private final FakeWorkStore store = new FakeWorkStore();
    private final Turns turns = new Turns(
            store,
            FakeWorkStore.WORKER,
            new LeaseTime(Duration.ofSeconds(15), Duration.ofSeconds(5), System::nanoTime));

    private static Finish end(String id) {
        return new Finish(
                new WorkStore.Run(id, 1), Outcome.SUCCEEDED, 0, null, new byte[0], new byte[0], null, null, null);
    }

    private CompletableFuture<Turns.Answer> take(String id) {
        var answer = new CompletableFuture<Turns.Answer>();
        var thread = new Thread(() -> {
            try {
                answer.complete(turns.take(end(id), QUEUES));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.WAITING && !answer.isDone()) {
            Thread.onSpinWait(); // until it is in the store, or waits for the one who is
        }
        return answer;
    }

    @Test
    void whatComesDuringATurnGoesTogetherWithTheNext() {
        store.add(Tasks.task("a", List.of()), Tasks.task("b", List.of()), Tasks.task("c", List.of()));
        store.holdTurns(true);
        var answers = new ArrayList<CompletableFuture<Turns.Answer>>();
        answers.add(take("1"));
        answers.add(take("2"));
        answers.add(take("3"));
        store.holdTurns(false);

        var tasks = answers.stream().map(CompletableFuture::join).toList();
        assertEquals(
                Set.of("a", "b", "c"), tasks.stream().map(TurnsTest::executable).collect(Collectors.toSet()));
        assertEquals(2, store.turnsBegun);
        assertEquals(3, store.finished.size());
    }

    @Test
    void whoeverWantsNoTaskGetsNone() {
        store.add(Tasks.task("a", List.of()));
        var answer = turns.take(end("1"), List.of());
        assertEquals(Finished.OK, answer.finished());
        assertNull(answer.task());
    }

    @Test
    void allOfATurnThatFailedAreToldAndTheNextGoes() {
        store.holdTurns(true);
        var first = take("1");
        var second = take("2");
        store.switchOff(true);
        store.holdTurns(false);
        assertThrows(StoreUnavailableException.class, () -> rethrow(first));
        assertThrows(StoreUnavailableException.class, () -> rethrow(second));
        store.switchOff(false);
        assertEquals(Finished.OK, turns.take(end("2"), QUEUES).finished());
    }

    private static String executable(Turns.Answer answer) {
        return Objects.requireNonNull(answer.task()).executable();
    }

    private static void rethrow(CompletableFuture<Turns.Answer> answer) throws Throwable {
        try {
            answer.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
