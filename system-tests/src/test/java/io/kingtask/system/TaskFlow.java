package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.BrokerException;
import io.kingtask.client.Durability;
import io.kingtask.client.TaskRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Submits replicated tasks without end, each with its own id again and again until it is accepted. */
public final class TaskFlow implements AutoCloseable {

    private static final int THREADS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final BrokerClient client;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Future<?>> turns = new ArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Map<Integer, TaskRequest> accepted = new ConcurrentHashMap<>();
    private volatile boolean over;

    public TaskFlow(BrokerClient client) {
        this.client = client;
        for (int i = 0; i < THREADS; i++) {
            turns.add(threads.submit(this::flow));
        }
    }

    private void flow() {
        try {
            while (!over) {
                int number = numbers.incrementAndGet();
                TaskRequest task =
                        TaskRequest.of("example", String.valueOf(number), "1").durability(Durability.REPLICA);
                while (!isAccepted(task)) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                accepted.put(number, task);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAccepted(TaskRequest task) {
        try {
            client.delay(task);
            return true;
        } catch (BrokerException e) {
            if (e.status() != 503) {
                throw e;
            }
            refused.incrementAndGet();
            return false;
        }
    }

    public int accepted() {
        return accepted.size();
    }

    public int refused() {
        return refused.get();
    }

    public void awaitAccepted(int number) {
        Patience.until(PATIENCE, () -> accepted() + " of " + number + " tasks accepted", () -> accepted() >= number);
    }

    /** Returns when what was under way is accepted, and says what went wrong. */
    public void stop() {
        over = true;
        try {
            for (Future<?> turn : turns) {
                turn.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    public void assertEachHasItsResult() {
        accepted.forEach((number, task) -> assertEquals(
                String.valueOf(number + 1), client.await(task, PATIENCE).result(), task::id));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
