package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.TaskId;
import io.kingtask.store.WorkStore.Worker;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Queues, workers and explanations over REST; the test plays the workers. */
@ExtendWith(BrokerScene.Resolver.class)
@Timeout(120)
class OperatorIT {

    private final BrokerScene scene;
    private final Rest operator;
    private final Rest reader;

    OperatorIT(BrokerScene scene) {
        this.scene = scene;
        this.operator = scene.admin.as("operator-token-0000");
        this.reader = scene.admin.as("reader-token-000000");
    }

    private String submit(String queue) {
        return operator.post("tasks", "{\"executable\":\"e\",\"queue\":\"" + queue + "\"}")
                .text("id");
    }

    private Worker register(String queue, String... executables) {
        var worker = scene.worker(queue);
        scene.store.work().heartbeat(worker, Set.of(executables), List.of(), false);
        return worker;
    }

    private JsonObject explain(String id) {
        return reader.get("tasks/" + id + "/explain").json();
    }

    @Test
    void queueHasTheShapeOfTheContract() {
        submit("shape");
        submit("shape");
        register("shape", "e");
        scene.store.work().claim(scene.worker("shape"), List.of("shape"), 1);
        var queue = reader.get("queues/shape").json();
        assertEquals(
                Set.of("name", "paused", "pending", "running", "workers", "oldest_pending_seconds"), queue.keySet());
        assertEquals(1, queue.getInt("pending"));
        assertEquals(1, queue.getInt("running"));
        assertEquals(1, queue.getInt("workers"));
        double age = queue.getJsonNumber("oldest_pending_seconds").doubleValue();
        assertTrue(age >= 0 && age < 60, () -> "it waits for " + age);
        var listed = reader.get("queues").json();
        assertTrue(listed.isNull("next_cursor"));
        assertTrue(listed.getJsonArray("items").stream()
                .anyMatch(one -> one.asJsonObject().getString("name").equals("shape")));
        assertEquals("unknown_queue", reader.get("queues/nobody-knows").code());
        assertEquals(400, reader.get("queues?limit=0").status());
    }

    @Test
    void pausedQueueGivesNothing() {
        var ahead = operator.post("queues/paused-ahead/pause", "");
        assertEquals(200, ahead.status());
        assertTrue(ahead.json().getBoolean("paused"));
        assertTrue(ahead.json().isNull("oldest_pending_seconds"));
        var id = submit("paused-ahead");
        var worker = register("paused-ahead", "e");
        assertEquals(List.of(), scene.store.work().claim(worker, List.of("paused-ahead"), 1));
        assertEquals("queue_paused", explain(id).getString("code"));
        assertFalse(operator.post("queues/paused-ahead/resume", "").json().getBoolean("paused"));
        assertEquals("about_to_start", explain(id).getString("code"));
        assertEquals(
                1, scene.store.work().claim(worker, List.of("paused-ahead"), 1).size());
        assertEquals(403, reader.post("queues/paused-ahead/pause", "").status());
        assertEquals(
                "invalid_request", operator.post("queues/.hidden/pause", "").code());
        assertEquals(
                "unknown_queue", operator.post("queues/nobody-knows/resume", "").code());
    }

    @Test
    void purgeCancelsNoMoreThanWasSeen() {
        var id = submit("purge");
        submit("purge");
        var refused = operator.delete("queues/purge/tasks?expected=1");
        assertEquals(409, refused.status());
        assertEquals("count_changed", refused.code());
        assertTrue(refused.text("detail").contains("2 pending tasks"));
        assertEquals(403, reader.delete("queues/purge/tasks").status());
        assertEquals(400, operator.delete("queues/purge/tasks?expected=all").status());
        var purged = operator.delete("queues/purge/tasks?expected=2");
        assertEquals(200, purged.status());
        assertEquals(2, purged.json().getInt("cancelled"));
        assertEquals("purge", purged.text("queue"));
        assertEquals("cancelled", reader.get("tasks/" + id).text("state"));
        assertEquals(
                "unknown_queue", operator.delete("queues/nobody-knows/tasks").code());
    }

    @Test
    void workerHasTheShapeOfTheContractAndDrains() {
        var worker = register("drain", "e", "f");
        var id = submit("drain");
        scene.store.work().claim(worker, List.of("drain"), 1);
        var shown = reader.get("workers/worker-drain").json();
        assertEquals(
                Set.of(
                        "name",
                        "host",
                        "pid",
                        "state",
                        "slots",
                        "executables",
                        "queues",
                        "started_at",
                        "last_seen",
                        "running"),
                shown.keySet());
        assertEquals("running", shown.getString("state"));
        assertEquals(1, shown.getJsonObject("slots").getInt("busy"));
        assertEquals(4, shown.getJsonObject("slots").getInt("total"));
        var running = shown.getJsonArray("running").getJsonObject(0);
        assertEquals(id, running.getString("id"));
        assertEquals(Set.of("id", "executable", "attempt", "started_at"), running.keySet());

        var waiting = submit("drain");
        var drained = operator.post("workers/worker-drain/drain", "");
        assertEquals(200, drained.status());
        assertEquals("draining", drained.text("state"));
        assertEquals(List.of(), scene.store.work().claim(worker, List.of("drain"), 1));
        assertEquals("workers_draining", explain(waiting).getString("code"));
        assertEquals("running", operator.post("workers/worker-drain/resume", "").text("state"));
        assertTrue(reader.get("workers").json().getJsonArray("items").toString().contains("worker-drain"));
        assertEquals(403, reader.post("workers/worker-drain/drain", "").status());
        assertEquals("unknown_worker", reader.get("workers/nobody").code());
        assertEquals("unknown_worker", operator.post("workers/nobody/drain", "").code());
    }

    @Test
    void silentWorkerIsShownAsLost() {
        var brief = new Worker("brief", "host", 1, "1", List.of("brief"), 1, Duration.ofMillis(1));
        scene.store.work().heartbeat(brief, Set.of("e"), List.of(), false);
        Soon.until(() -> reader.get("workers/brief").text("state").equals("lost"));
        assertEquals("no_worker", explain(submit("brief")).getString("code"));
    }

    @Test
    void everyStateIsExplained() {
        var first = submit("explain");
        assertEquals("no_worker", explain(first).getString("code"));
        assertEquals(1, explain(first).getInt("position"));
        var worker = register("explain", "other");
        assertEquals("no_executable", explain(first).getString("code"));
        register("explain", "e");
        var second = submit("explain");
        var behind = explain(second);
        assertEquals("behind_others", behind.getString("code"));
        assertEquals(2, behind.getInt("position"));
        assertEquals(1, behind.getInt("pending_ahead"));
        assertEquals(4, behind.getJsonObject("workers").getInt("free_slots"));
        for (int i = 0; i < 4; i++) {
            submit("explain");
        }
        scene.store.work().claim(worker, List.of("explain"), 4);
        var running = explain(first);
        assertEquals("running", running.getString("code"));
        assertEquals("worker-explain", running.getString("worker"));
        assertFalse(running.isNull("lease_ends_at"));
        assertTrue(running.isNull("position"));
        assertEquals("workers_busy", explain(submit("explain")).getString("code"));
        var later =
                operator.post("tasks", "{\"executable\":\"e\",\"delay\":5000}").text("id");
        assertEquals("not_due", explain(later).getString("code"));
        assertTrue(explain(later).getJsonNumber("due_in_seconds").doubleValue() > 4900);
        operator.delete("tasks/" + later);
        assertEquals("cancelled", explain(later).getString("code"));
        assertEquals(
                "unknown_task",
                reader.get("tasks/" + TaskId.next() + "/explain").code());
        assertEquals(401, scene.admin.as("").get("tasks/" + first + "/explain").status());
    }
}
