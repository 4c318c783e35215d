package io.kingtask.store;

import io.kingtask.client.Cause;
import io.kingtask.client.Durability;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskView;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Outcome;
import io.kingtask.store.WorkStore.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** The stores over one Redis, and short words for what every test of them does. */
final class StoreFixture implements AutoCloseable {

    static final Duration DAY = Duration.ofDays(1);
    static final Duration LEASE = Duration.ofSeconds(15);

    final RedisStore store;
    final TaskStore tasks;
    final TimerStore timers;
    final WorkStore work;
    final QueueStore queues;
    final FleetStore fleet;
    final StandingStore standings;
    final UnifiedJedis redis;

    StoreFixture(String address, int partitions) {
        store = RedisStore.open(RedisAddress.parse(address), 16, partitions);
        tasks = store.tasks();
        timers = store.timers();
        work = store.work();
        queues = store.queues();
        fleet = store.fleet();
        standings = store.standings();
        redis = RedisClients.open(RedisAddress.parse(address), 4).jedis();
        redis.flushAll();
    }

    static Worker worker(String name, Duration lease) {
        return new Worker(name, "localhost", 1, "1", List.of("default"), 4, lease);
    }

    static Worker worker(String name) {
        return worker(name, LEASE);
    }

    /** A task for now that has no further attempts. */
    static NewTask now(String... args) {
        return task(TaskId.next(), null, null, List.of(), args);
    }

    static NewTask task(
            String id, @Nullable Instant start, @Nullable Duration delay, List<Duration> retries, String... args) {
        return new NewTask(
                id,
                "example",
                List.of(args),
                start,
                delay,
                retries,
                NewTask.DEFAULT_QUEUE,
                NewTask.DEFAULT_PRIORITY,
                null,
                null,
                Map.of(),
                null,
                DAY,
                null,
                Durability.MEMORY,
                null,
                null,
                null);
    }

    /** A task for now with a durability and, where it is not null, the digest of a request with an Idempotency-Key. */
    static NewTask task(String id, Durability durability, @Nullable String digest) {
        return new NewTask(
                id,
                "example",
                List.of(),
                null,
                null,
                List.of(),
                NewTask.DEFAULT_QUEUE,
                NewTask.DEFAULT_PRIORITY,
                null,
                null,
                Map.of(),
                null,
                DAY,
                null,
                durability,
                null,
                digest,
                null);
    }

    String submit(NewTask task) {
        if (answers(List.of(task), 0).get(0) != TaskStore.Submitted.ACCEPTED) {
            throw new IllegalStateException("not accepted: " + task);
        }
        return task.id();
    }

    /** Submits tasks, and says what became of each. */
    List<TaskStore.Submitted> answers(List<NewTask> all, long maxPending) {
        return tasks.submit(all, maxPending).stream()
                .map(TaskStore.Receipt::answer)
                .toList();
    }

    /** Claims one task, which must be there. */
    ClaimedTask claim(Worker worker) {
        var claimed = work.claim(worker, List.of("default"), 1);
        if (claimed.isEmpty()) {
            throw new NoSuchElementException("nothing to claim");
        }
        return claimed.get(0);
    }

    static Finish success(WorkStore.Run run, String result) {
        return new Finish(run, Outcome.SUCCEEDED, 0, null, bytes(result), bytes(""), null, null, null);
    }

    static Finish failure(WorkStore.Run run, @Nullable Duration retryAfter) {
        return new Finish(
                run, Outcome.FAILED, 3, null, bytes("half"), bytes("broken"), Cause.EXIT_CODE, retryAfter, null);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    TaskView view(String id) {
        return tasks.find(id).orElseThrow();
    }

    /** Waits, by asking again and again, for what other processes or Redis' clock bring about; fails after a minute. */
    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come about within a minute");
            }
            LockSupport.parkNanos(1_000_000); // those that bring it about want the processor, too
        }
    }

    @Override
    public void close() {
        redis.close();
        store.close();
    }
}
