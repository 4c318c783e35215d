package io.kingtask.broker.running;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.LocalRedis;
import io.kingtask.store.RedisAddress;
import io.kingtask.store.RedisStore;
import io.kingtask.store.WorkStore.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two brokers over one Redis do nothing twice. */
@Timeout(180)
class TwoBrokersIT {

    private static final LocalRedis REDIS = LocalRedis.start();
    private static final Map<String, String> ENVIRONMENT =
            Map.of("KINGTASK_REDIS", REDIS.address(), "KINGTASK_AUTH", "off");
    private static final RunningBroker FIRST = RunningBroker.start(ENVIRONMENT);
    private static final RunningBroker SECOND = RunningBroker.start(ENVIRONMENT);

    private final List<Rest> both = List.of(Rest.of(FIRST.root(), ""), Rest.of(SECOND.root(), ""));

    @AfterAll
    static void end() {
        SECOND.close();
        FIRST.close();
        REDIS.close();
    }

    @Test
    void eachOfTwoThousandDueTasksIsClaimedOnce() {
        var due = Instant.now().plusSeconds(4);
        var lines = IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"executable\":\"e\",\"queue\":\"due\",\"start_time\":\"" + due + "\"}")
                .collect(Collectors.joining("\n"));
        for (var broker : both) {
            assertEquals(
                    1_000,
                    broker.send("POST", "tasks/batch", lines, "application/x-ndjson")
                            .http()
                            .body()
                            .lines()
                            .filter(line -> line.startsWith("{\"id\""))
                            .count());
        }
        var worker = new Worker("w", "host", 1, "1", List.of("due"), 100, Duration.ofMinutes(5));
        Set<String> claimed = new HashSet<>();
        try (var store = RedisStore.open(RedisAddress.parse(REDIS.address()), 2)) {
            Soon.until(() -> {
                for (var task : store.work().claim(worker, List.of("due"), 100)) {
                    assertTrue(claimed.add(task.id()), "claimed twice: " + task.id());
                    assertEquals(1, task.attempt());
                }
                return claimed.size() == 2_000;
            });
            assertTrue(store.work().claim(worker, List.of("due"), 100).isEmpty());
        }
        assertTrue(both.get(0).get("audit").json().getBoolean("balanced"));
    }

    @Test
    void sameIdSentToBothAtOnceMakesOneTask() {
        for (int round = 0; round < 10; round++) {
            var task = "{\"executable\":\"e\",\"id\":\"7f000000-0000-4000-8000-0000000001" + (10 + round) + "\"}";
            assertOneTask(IntStream.range(0, 20)
                    .mapToObj(i -> both.get(i % 2).laterPost("tasks", task))
                    .toList());
        }
    }

    @Test
    void sameIdempotencyKeySentToBothAtOnceMakesOneTask() {
        for (int round = 0; round < 10; round++) {
            var key = "key-" + round;
            assertOneTask(IntStream.range(0, 20)
                    .mapToObj(i -> both.get(i % 2).laterPost("tasks", "{\"executable\":\"e\"}", "Idempotency-Key", key))
                    .toList());
        }
    }

    private static void assertOneTask(List<CompletableFuture<Rest.Answer>> answers) {
        var said = answers.stream().map(CompletableFuture::join).toList();
        assertEquals(
                Map.of(201, 1L, 200, said.size() - 1L),
                said.stream().collect(groupingBy(Rest.Answer::status, counting())));
        assertEquals(
                1, said.stream().map(answer -> answer.text("id")).distinct().count());
    }
}
