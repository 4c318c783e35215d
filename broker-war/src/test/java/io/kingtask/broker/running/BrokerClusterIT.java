package io.kingtask.broker.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.LocalCluster;
import io.kingtask.store.RedisAddress;
import io.kingtask.store.RedisStore;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Outcome;
import io.kingtask.store.WorkStore.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker over a Cluster of three primaries, with three partitions. */
@Tag("fault")
@Timeout(180)
class BrokerClusterIT {

    private static final String LATER = "{\"executable\":\"e\",\"queue\":\"later\",\"delay\":5000}";

    private static final LocalCluster REDIS = LocalCluster.start();
    private static final RunningBroker BROKER = RunningBroker.start(
            Map.of("KINGTASK_REDIS", REDIS.address(), "KINGTASK_PARTITIONS", "3", "KINGTASK_AUTH", "off"));
    private static final RedisStore STORE = RedisStore.open(RedisAddress.parse(REDIS.address()), 8);

    private final Rest rest = Rest.of(BROKER.root(), "");

    @AfterAll
    static void end() {
        STORE.close();
        BROKER.close();
        REDIS.close();
    }

    @Test
    void tasksOfAllPartitionsAreSubmittedRunAndAskedFor() throws Exception {
        var batch = IntStream.range(0, 30)
                .mapToObj(i -> "{\"executable\":\"e\",\"queue\":\"run\",\"args\":[\"" + i + "\"]}")
                .collect(Collectors.joining(",", "[", "]"));
        assertEquals(30, rest.post("tasks/batch", batch).array().size());
        var id = rest.post("tasks", "{\"executable\":\"e\",\"queue\":\"run\"}").text("id");
        assertEquals(
                31, rest.get("tasks?queue=run").json().getJsonArray("items").size());
        var end = rest.later("GET", "tasks/" + id + "?wait=30");
        var worker = new Worker("w", "host", 1, "1", List.of("run"), 40, Duration.ofSeconds(60));
        for (var task : STORE.work().claim(worker, List.of("run"), 40)) {
            STORE.work()
                    .finish(
                            worker,
                            new Finish(
                                    task.run(),
                                    Outcome.SUCCEEDED,
                                    0,
                                    null,
                                    "57".getBytes(UTF_8),
                                    new byte[0],
                                    null,
                                    null,
                                    null));
        }
        assertEquals("succeeded", end.get(30, TimeUnit.SECONDS).text("state"));
        assertEquals("57", rest.get("tasks/" + id + "/result").text("result"));
        assertEquals("57", rest.get("tasks/" + id + "/output").http().body());
        assertEquals(0, rest.get("stats").json().getJsonObject("pending").getInt("run"));
        assertEquals(
                31,
                rest.get("tasks?queue=run&state=succeeded")
                        .json()
                        .getJsonArray("items")
                        .size());
    }

    @Test
    void timedTasksOfAllPartitionsAreMovedListedAndFired() {
        var ids = IntStream.range(0, 12)
                .mapToObj(i -> rest.post("tasks", LATER).text("id"))
                .toList();
        var due = rest.get("timers")
                .json()
                .getJsonObject("due")
                .getJsonArray("items")
                .toString();
        ids.forEach(id -> assertTrue(due.contains(id)));
        ids.forEach(id -> assertEquals(
                200, rest.patch("tasks/" + id, "{\"start_time\":1}").status()));
        ids.forEach(id -> Soon.until(() -> rest.get("tasks/" + id).text("state").equals("pending")));
        ids.forEach(id -> assertEquals("cancelled", rest.delete("tasks/" + id).text("state")));
        ids.forEach(id ->
                assertEquals("pending", rest.post("tasks/" + id + "/retry", "").text("state")));
        assertTrue(rest.get("audit").json().getBoolean("balanced"));
    }

    @Test
    void nodeThatDiesAndComesBackLosesNothingThatWasAcknowledged() {
        var node = REDIS.nodes().get(0);
        try (var submitters = new Submitters(rest, 4, "memory")) {
            Soon.until(() -> submitters.acknowledged() >= 200);
            REDIS.without(node, () -> Soon.until(() -> submitters.refused() >= 4));
            int before = submitters.acknowledged();
            Soon.until(() -> submitters.acknowledged() >= before + 200);
            submitters.assertNoFalseAnswers(rest);
        }
    }
}
