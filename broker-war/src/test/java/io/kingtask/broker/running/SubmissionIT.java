package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerScene.Resolver.class)
class SubmissionIT {

    private static final String TASK = "{\"executable\":\"example\",\"args\":[\"12\",\"45\"],\"queue\":\"submission\"}";
    private static final String NDJSON = "application/x-ndjson";

    private final Rest admin;

    SubmissionIT(BrokerScene scene) {
        this.admin = scene.admin;
    }

    @Test
    void acceptedTaskIsThereAsTheAnswerSaid() {
        var accepted = admin.post("tasks", TASK);
        assertEquals(201, accepted.status());
        assertEquals("pending", accepted.text("state"));
        assertTrue(accepted.header("Location").endsWith("/api/v1/tasks/" + accepted.text("id")));
        var found = admin.get(accepted.header("Location"));
        assertEquals(accepted.json().getJsonArray("args"), found.json().getJsonArray("args"));
        assertEquals("nosniff", found.header("X-Content-Type-Options"));
    }

    @Test
    void taskForLaterIsScheduled() {
        var accepted = admin.post("tasks", "{\"executable\":\"example\",\"start_time\":\"2100-01-01T00:00:00Z\"}");
        assertEquals("scheduled", accepted.text("state"));
        var found = admin.get("tasks/" + accepted.text("id"));
        assertEquals("2100-01-01T00:00:00.000Z", found.text("start_time"));
        assertEquals("scheduled", found.text("state"));
    }

    @Test
    void sameIdAgainChangesNothing() {
        var task = "{\"id\":\"7F000000-0000-4000-8000-000000000001\",\"executable\":\"example\"}";
        assertEquals(201, admin.post("tasks", task).status());
        var again = admin.post("tasks", task);
        assertEquals(200, again.status());
        assertEquals("7f000000-0000-4000-8000-000000000001", again.text("id"));
    }

    @Test
    void idempotencyKeyNamesOneTaskForOneCaller() {
        var first = admin.post("tasks", TASK, "Idempotency-Key", "k1");
        assertEquals(201, first.status());
        var again = admin.post("tasks", TASK.replace(",", " , "), "Idempotency-Key", "k1");
        assertEquals(200, again.status());
        assertEquals(first.text("id"), again.text("id"));
        var other = admin.post("tasks", TASK.replace("45", "46"), "Idempotency-Key", "k1");
        assertEquals(422, other.status());
        assertEquals("idempotency_conflict", other.code());
        var anotherCaller = admin.as("submitter-token-000").post("tasks", TASK, "Idempotency-Key", "k1");
        assertEquals(201, anotherCaller.status());
        assertNotEquals(first.text("id"), anotherCaller.text("id"));
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        var refused = admin.post("tasks", "{\"executable\":\"/bin/sh\",\"priority\":12,\"tiemout\":3,\"args\":[1]}");
        assertEquals(400, refused.status());
        assertEquals("invalid_request", refused.code());
        var fields = refused.json().getJsonArray("errors").stream()
                .map(error -> error.asJsonObject().getString("field"))
                .collect(Collectors.toSet());
        assertEquals(java.util.Set.of("executable", "priority", "tiemout", "args[0]"), fields);
    }

    @Test
    void whatIsNoTaskIsRefusedInTheRightWay() {
        assertEquals("malformed_json", admin.post("tasks", "{\"executable\":").code());
        assertEquals(400, admin.post("tasks", "[1]").status());
        assertEquals(415, admin.send("POST", "tasks", TASK, "text/plain").status());
        var large = admin.post("tasks", "{\"executable\":\"e\",\"stdin\":\"" + "x".repeat(1 << 20) + "\"}");
        assertEquals(413, large.status());
        assertEquals("too_large", large.code());
    }

    @Test
    void batchAnswersEachTaskAndTakesTheValidOnes() {
        var answers = admin.post("tasks/batch", "[" + TASK + ",{\"executable\":\"\"}," + TASK + ",5]");
        assertEquals(200, answers.status());
        var lines = answers.array();
        assertEquals(4, lines.size());
        assertEquals(
                200,
                admin.get("tasks/" + lines.getJsonObject(2).getString("id")).status());
        assertEquals(400, lines.getJsonObject(1).getJsonObject("problem").getInt("status"));
        assertTrue(lines.getJsonObject(3).containsKey("problem"));
    }

    @Test
    void batchOfLinesIsAnsweredInLines() {
        var body = TASK + "\n{nonsense\n\n" + TASK;
        var answer = admin.send("POST", "tasks/batch", body, NDJSON);
        assertEquals(200, answer.status());
        assertTrue(answer.header("Content-Type").startsWith(NDJSON));
        var lines = answer.http().body().lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(1).contains("malformed_json"));
    }

    @Test
    void batchHasTenThousandTasksAtMost() {
        var most = IntStream.range(0, 10_000).mapToObj(i -> TASK).collect(Collectors.joining("\n"));
        assertEquals(
                10_000,
                admin.send("POST", "tasks/batch", most, NDJSON)
                        .http()
                        .body()
                        .lines()
                        .filter(line -> line.startsWith("{\"id\""))
                        .count());
        var tooMany = admin.send("POST", "tasks/batch", most + "\n" + TASK, NDJSON);
        assertEquals(413, tooMany.status());
    }
}
