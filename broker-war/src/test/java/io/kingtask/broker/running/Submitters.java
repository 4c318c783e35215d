package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that submit one task after another, each with an id of its own, and keep what they were told. */
final class Submitters implements AutoCloseable {

    private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ended;

    Submitters(Rest rest, int count, String durability) {
        for (int i = 0; i < count; i++) {
            var thread = new Thread(() -> submit(rest, durability));
            thread.start();
            threads.add(thread);
        }
    }

    private void submit(Rest rest, String durability) {
        while (!ended) {
            var id = UUID.randomUUID().toString();
            try {
                var answer = rest.post(
                        "tasks",
                        "{\"id\":\"" + id + "\",\"executable\":\"e\",\"queue\":\"flood\",\"durability\":\"" + durability
                                + "\"}");
                if (answer.status() == 201) {
                    acknowledged.add(id);
                } else if (answer.status() == 503
                        && !answer.header("Retry-After").isEmpty()) {
                    refused.incrementAndGet();
                } else {
                    wrong.add(answer.status() + " " + answer.http().body());
                }
            } catch (UncheckedIOException e) {
                wrong.add(e.toString());
            }
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        end();
    }

    private void end() {
        ended = true;
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Ends the threads; every answer must have been 201 or a 503 that says when to try again, and each task that got a 201 must be there. */
    void assertNoFalseAnswers(Rest rest) {
        end();
        assertEquals(List.of(), List.copyOf(wrong));
        for (var id : acknowledged) {
            assertEquals(200, rest.get("tasks/" + id).status(), id);
        }
        var audit = rest.get("audit").json();
        assertTrue(audit.getBoolean("balanced"), audit::toString);
        assertTrue(audit.getInt("accepted") >= acknowledged.size());
    }
}
