package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.TaskId;
import io.kingtask.store.LocalRedis;
import io.kingtask.store.LocalSentinels;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker over a primary and its replicas, watched by Sentinels. */
@Tag("fault")
@Timeout(300)
class SentinelIT {

    private static final String TASK =
            "{\"id\":\"7f000000-0000-4000-8000-000000000001\",\"executable\":\"e\",\"durability\":\"replica\"}";

    /** A replica that is silent for a while counts for longer than these tests need. */
    private static final LocalSentinels REDIS = LocalSentinels.start("--min-replicas-max-lag", "120");

    private static final RunningBroker BROKER =
            RunningBroker.start(Map.of("KINGTASK_REDIS", REDIS.address(), "KINGTASK_AUTH", "off"));

    private final Rest rest = Rest.of(BROKER.root(), "");

    @AfterAll
    static void end() {
        BROKER.close();
        REDIS.close();
    }

    @Test
    void answerSaysWhetherAReplicaHasTheTask() {
        var replicas = REDIS.replicas();
        replicas.forEach(LocalRedis::freeze);
        try {
            assertNotReplicated(rest.post("tasks", TASK));
            assertEquals(
                    "pending",
                    rest.get("tasks/7f000000-0000-4000-8000-000000000001").text("state"));
            assertNotReplicated(rest.post("tasks", TASK));
            assertOthersAreNotHeldUp();
        } finally {
            replicas.forEach(LocalRedis::thaw);
        }
        Soon.until(() -> rest.post("tasks", TASK).status() == 200);
        var again = rest.post("tasks", TASK);
        assertEquals(200, again.status());
        assertEquals("replica", again.header("Kingtask-Durability"));
        var fresh = rest.post("tasks", "{\"executable\":\"e\",\"durability\":\"replica\"}");
        assertEquals(201, fresh.status());
        assertEquals("replica", fresh.header("Kingtask-Durability"));
        var batch = rest.post(
                        "tasks/batch", "[{\"executable\":\"e\",\"durability\":\"replica\"},{\"executable\":\"e\"}]")
                .array();
        assertEquals("replica", batch.getJsonObject(0).getString("durability"));
        assertEquals("memory", batch.getJsonObject(1).getString("durability"));
    }

    private static void assertNotReplicated(Rest.Answer answer) {
        assertEquals(503, answer.status(), () -> answer.http().body());
        assertEquals("not_replicated", answer.code());
        assertEquals("1", answer.header("Retry-After"));
        assertTrue(answer.text("detail").contains("may run"));
    }

    /** They are answered while one waits for a replica; again where a pause of the machine outlasted that one. */
    private void assertOthersAreNotHeldUp() {
        Soon.until(() -> {
            var id = TaskId.next();
            var held =
                    rest.laterPost("tasks", "{\"id\":\"" + id + "\",\"executable\":\"e\",\"durability\":\"replica\"}");
            Soon.until(() -> rest.get("tasks/" + id).status() == 200);
            for (int i = 0; i < 5; i++) {
                var plain = rest.post("tasks", "{\"executable\":\"e\"}");
                assertEquals(201, plain.status());
                assertEquals("memory", plain.header("Kingtask-Durability"));
            }
            boolean waits = !held.isDone();
            assertEquals(503, held.join().status());
            return waits;
        });
    }

    @Test
    void failoverLosesNothingThatWasAcknowledgedAndTheBrokerGoesOn() {
        var late = rest.post("tasks", "{\"executable\":\"e\",\"delay\":4,\"durability\":\"replica\"}")
                .text("id");
        try (var submitters = new Submitters(rest, 4, "replica")) {
            Soon.until(() -> submitters.acknowledged() >= 200);
            REDIS.failOver();
            int before = submitters.acknowledged();
            Soon.until(() -> submitters.acknowledged() >= before + 200);
            assertTrue(submitters.refused() > 0);
            submitters.assertNoFalseAnswers(rest);
        }
        Soon.until(() -> rest.get("tasks/" + late).text("state").equals("pending"));
        assertEquals(200, rest.get("health/ready").status());
    }
}
