package io.kingtask.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Submissions of many threads share calls, and each of them sees the answer to a call of its own. */
class ConvoyIT {

    private final TaskRequest task = TaskRequest.of("example", "12", "45");
    private final StubBroker stub;
    private final BrokerClient broker;

    ConvoyIT() throws IOException {
        stub = new StubBroker();
        broker = client().build();
    }

    private BrokerClientBuilder client() {
        return BrokerClient.builder().address(stub.address()).token("a-token-of-the-test");
    }

    @AfterEach
    void close() {
        broker.close();
        stub.close();
    }

    @Test
    @Timeout(30)
    void submissionsThatMeetTravelTogether() throws Exception {
        var tasks = IntStream.range(0, 30)
                .mapToObj(i -> TaskRequest.of("example", "" + i).queue("q" + i))
                .toList();
        stub.storesTasks(Duration.ofMillis(300));
        var seen = inParallel(tasks, broker::delay);
        for (int i = 0; i < tasks.size(); i++) {
            assertEquals(tasks.get(i).id(), seen.get(i).id());
            assertEquals(List.of("" + i), seen.get(i).args());
            assertEquals("q" + i, seen.get(i).queue());
            assertEquals(TaskState.PENDING, seen.get(i).state());
        }
        assertTrue(stub.calls().size() < tasks.size() / 2, () -> stub.calls().size() + " calls");
        assertTrue(stub.calls().stream().anyMatch(call -> call.line().equals("POST /api/v1/tasks/batch")));
    }

    @Test
    @Timeout(30)
    void refusalOfOneIsNoneOfTheOthers() throws Exception {
        var tasks = IntStream.range(0, 20)
                .mapToObj(i -> TaskRequest.of(i % 5 == 0 ? "refused" : "example"))
                .toList();
        stub.storesTasks(Duration.ofMillis(50));
        var ends = inParallel(tasks, task -> {
            try {
                return broker.delay(task).id();
            } catch (BrokerException e) {
                return e.status() + e.code();
            }
        });
        for (int i = 0; i < tasks.size(); i++) {
            assertEquals(i % 5 == 0 ? "400invalid_request" : tasks.get(i).id(), ends.get(i));
        }
    }

    @Test
    @Timeout(30)
    void brokenCallEndsForAllThatTravelInIt() throws Exception {
        stub.breaks("POST /tasks").breaks("POST /tasks/batch");
        try (var impatient = client().tries(1).build()) {
            var tasks = Collections.nCopies(10, task);
            var codes = inParallel(tasks, each -> assertThrows(BrokerException.class, () -> impatient.delay(each))
                    .code());
            assertEquals(Collections.nCopies(10, BrokerException.UNREACHABLE), codes);
        }
    }

    @Test
    @Timeout(30)
    void interruptionWaitsForTheAnswer() throws Exception {
        stub.storesTasks(Duration.ofMillis(50));
        var interrupted = inParallel(Collections.nCopies(10, task), each -> {
            Thread.currentThread().interrupt();
            broker.delay(each);
            return Thread.interrupted();
        });
        assertEquals(Collections.nCopies(10, true), interrupted);
    }

    /** Whoever is not woken for the answer sleeps for a minute. */
    @Test
    @Timeout(50)
    void nobodySleepsOnWhileOthersGoOn() throws Exception {
        int each = 500;
        stub.storesTasks(Duration.ZERO);
        var submitted = inParallel(Collections.nCopies(16, task), first -> {
            for (int i = 0; i < each; i++) {
                broker.delay(TaskRequest.of("example"));
            }
            return each;
        });
        assertEquals(Collections.nCopies(16, each), submitted);
    }

    private static <R> List<R> inParallel(List<TaskRequest> tasks, Function<TaskRequest, R> work) throws Exception {
        var threads = Executors.newFixedThreadPool(tasks.size());
        try {
            var results = new ArrayList<R>();
            for (var result : threads.invokeAll(tasks.stream()
                    .<Callable<R>>map(task -> () -> work.apply(task))
                    .toList())) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
