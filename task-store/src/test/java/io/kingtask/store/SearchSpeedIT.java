package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.client.Durability;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskState;
import io.kingtask.store.BulkStore.Action;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** With 100,000 tasks every kind of search answers in less than a second, and Redis is never held for long. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchSpeedIT {

    private static final int TASKS = 100_000;
    private static final int TURNS = 11;
    private static final Duration BOUND = Duration.ofSeconds(1);

    private final LocalRedis server = LocalRedis.start();
    private final StoreFixture fixture = new StoreFixture(server.address(), 1);
    private final WorkStore.Worker worker = StoreFixture.worker("worker-1", Duration.ofHours(1));

    /** The oldest thousand failed, the next 74,000 succeeded, the newest 25,000 wait. */
    @BeforeAll
    void fill() {
        for (int first = 0; first < TASKS; first += 1_000) {
            submit(first);
        }
        end(TASKS * 3 / 4);
        try (var redis = server.client()) {
            redis.configSet("slowlog-log-slower-than", "10000");
            redis.configSet("slowlog-max-len", "1000");
            redis.slowlogReset();
        }
    }

    private void submit(int from) {
        fixture.tasks.submit(
                IntStream.range(from, from + 1_000)
                        .mapToObj(SearchSpeedIT::task)
                        .toList(),
                0);
    }

    private void end(int count) {
        int ended = 0;
        while (ended < count) {
            for (var task : fixture.work.claim(worker, List.of("default"), 500)) {
                fixture.work.finish(worker, ended < 1_000 ? failure(task, ended) : success(task));
                ended++;
            }
        }
    }

    /** How often Redis was held for longer than 10 ms is printed; the machine has a say in that. */
    @AfterAll
    void close() {
        try (var redis = server.client()) {
            var slow = redis.slowlogGet(1_000);
            System.out.printf(
                    "scripts that took longer than 10 ms: %d, the longest %d ms%n",
                    slow.size(),
                    slow.stream()
                                    .mapToLong(entry -> entry.getExecutionTime())
                                    .max()
                                    .orElse(0)
                            / 1000);
        }
        fixture.close();
        server.close();
    }

    @Test
    void everySearchAnswersInLessThanASecond() {
        var searches = new LinkedHashMap<String, TaskCriteria>();
        var any = TaskCriteria.ANY;
        searches.put("all", any);
        searches.put("state=failed (1,000, the oldest)", any.inStates(Set.of(TaskState.FAILED)));
        searches.put("state=retrying (none)", any.inStates(Set.of(TaskState.RETRYING)));
        searches.put("state=succeeded", any.inStates(Set.of(TaskState.SUCCEEDED)));
        searches.put("queue (none)", with("nowhere", null, null, null, null));
        searches.put("executable (100, spread)", with(null, "rare", null, null, null));
        searches.put("cause (the oldest)", with(null, null, Cause.EXIT_CODE, null, null));
        searches.put("until (the oldest)", with(null, null, null, Instant.now().minusSeconds(86_400), null));
        searches.put("q (none)", with(null, null, null, null, "no such text"));
        searches.put("q (one, the oldest)", with(null, null, null, null, "needle"));
        var slow = new TreeMap<String, Long>();
        searches.forEach((name, criteria) -> {
            var times = new ArrayList<Long>();
            for (int i = 0; i < TURNS; i++) {
                long begin = System.nanoTime();
                var page = fixture.tasks.list(new TaskQuery(criteria, 50, null));
                times.add((System.nanoTime() - begin) / 1_000_000);
                assertTrue(page.items().size() <= 50);
            }
            report(name, times, slow);
        });
        assertTrue(slow.isEmpty(), slow::toString);
    }

    @Test
    void failuresAndBulkChangesHoldRedisForShortTimesOnly() {
        var slow = new TreeMap<String, Long>();
        var times = new ArrayList<Long>();
        for (int i = 0; i < TURNS; i++) {
            long begin = System.nanoTime();
            assertTrue(fixture.store.failures().latest(null, null).lookedAt() >= 1_000);
            times.add((System.nanoTime() - begin) / 1_000_000);
        }
        report("failures", times, slow);
        var bulk = fixture.store.bulk();
        long begin = System.nanoTime();
        var selected = bulk.select(TaskCriteria.ANY.inStates(Action.CANCEL.from()), 10_000);
        long chosen = System.nanoTime();
        var changed = bulk.change(Action.CANCEL, selected.ids());
        System.out.printf(
                "bulk cancel of %d: chosen in %d ms, changed in %d ms%n",
                changed.changed(), (chosen - begin) / 1_000_000, (System.nanoTime() - chosen) / 1_000_000);
        assertTrue(slow.isEmpty(), slow::toString);
    }

    private static void report(String name, List<Long> times, Map<String, Long> slow) {
        var sorted = times.stream().sorted().toList();
        long longest = sorted.get(sorted.size() - 1);
        System.out.printf("%s: median %d ms, longest %d ms%n", name, sorted.get(sorted.size() / 2), longest);
        if (sorted.get(sorted.size() / 2) >= BOUND.toMillis()) {
            slow.put(name, longest);
        }
    }

    private static TaskCriteria with(
            @Nullable String queue,
            @Nullable String executable,
            @Nullable Cause cause,
            @Nullable Instant until,
            @Nullable String text) {
        return new TaskCriteria(Set.of(), queue, executable, cause, null, null, until, text);
    }

    private static NewTask task(int number) {
        return new NewTask(
                TaskId.next(),
                number % 1_000 == 7 ? "rare" : "example",
                List.of("--input", "file-" + number, "--verbose"),
                null,
                null,
                List.of(),
                NewTask.DEFAULT_QUEUE,
                NewTask.DEFAULT_PRIORITY,
                null,
                null,
                Map.of(),
                null,
                StoreFixture.DAY,
                null,
                Durability.MEMORY,
                null,
                null,
                null);
    }

    private static Finish success(ClaimedTask task) {
        return StoreFixture.success(task.run(), "the result of " + task.id() + "\n".repeat(100));
    }

    private static Finish failure(ClaimedTask task, int number) {
        return new Finish(
                task.run(),
                Outcome.FAILED,
                1,
                null,
                StoreFixture.bytes(""),
                StoreFixture.bytes(number == 3 ? "needle" : "cannot open file " + number),
                Cause.EXIT_CODE,
                null,
                null);
    }
}
