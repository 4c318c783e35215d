package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.BrokerApi;
import io.kingtask.client.BrokerClient;
import io.kingtask.client.TaskRequest;
import io.kingtask.client.TaskState;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does with queues and workers, over real ones. */
class FleetIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static Installation installation;
    private static BrokerClient client;
    private static BrokerApi api;

    @BeforeAll
    static void start() {
        installation = Installation.in(folder);
        installation.startBroker();
        client = installation.client();
        api = BrokerClient.builder()
                .address(installation.address())
                .token(installation.token())
                .api();
        installation.script("until", "while [ ! -e \"$1\" ]; do sleep 0.05; done; echo done");
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void aDrainedWorkerFinishesWhatItRunsAndTakesNothingUntilItIsResumed() throws Exception {
        Program worker = installation.startWorker("drained", "name: drained", "queues: [drained]", "concurrency: 1");
        awaitWorker("drained");
        Path go = folder.resolve("drained-go");
        TaskRequest running = submit("drained", go);
        awaitState(running, TaskState.RUNNING);
        TaskRequest waiting = submit("drained", go);
        assertEquals("workers_busy", explained(waiting));

        assertEquals("draining", change("/workers/drained/drain").getString("state"));
        Patience.until(PATIENCE, worker::out, () -> worker.out().contains("is drained by an operator"));
        Files.createFile(go);
        assertEquals(TaskState.SUCCEEDED, client.await(running, PATIENCE).state());
        assertEquals("workers_draining", explained(waiting));
        JsonObject drained = get("/workers/drained");
        assertEquals("draining", drained.getString("state"));
        assertEquals(0, drained.getJsonObject("slots").getInt("busy"));

        assertEquals("running", change("/workers/drained/resume").getString("state"));
        assertEquals(TaskState.SUCCEEDED, client.await(waiting, PATIENCE).state());
    }

    @Test
    void aWorkerThatIsStartedAnewIsNotDrained() {
        Program worker = installation.startWorker("anew", "name: anew", "queues: [anew]");
        awaitWorker("anew");
        change("/workers/anew/drain");
        worker.kill();
        installation.startWorker("anew", "name: anew", "queues: [anew]");
        assertEquals(
                TaskState.SUCCEEDED,
                client.await(submit("anew", folder), PATIENCE).state());
        assertEquals("running", get("/workers/anew").getString("state"));
    }

    @Test
    void aTaskSaysAtEachMomentWhyItDoesNotRun() throws Exception {
        Path go = folder.resolve("explained-go");
        TaskRequest first = submit("explained", go);
        assertEquals("no_worker", explained(first));
        change("/queues/explained/pause");
        assertEquals("queue_paused", explained(first));
        installation.startWorker("explained", "name: explained", "queues: [explained]", "concurrency: 1");
        awaitWorker("explained");
        assertEquals("queue_paused", explained(first));
        change("/queues/explained/resume");
        awaitState(first, TaskState.RUNNING);
        assertEquals("running", explained(first));
        assertEquals("explained", get("/tasks/" + first.id() + "/explain").getString("worker"));
        submit("explained", go);
        TaskRequest third = submit("explained", go);
        JsonObject told = get("/tasks/" + third.id() + "/explain");
        assertEquals("workers_busy", told.getString("code"));
        assertEquals(2, told.getInt("position"));
        TaskRequest later = TaskRequest.of("until").queue("explained").delay(Duration.ofHours(1));
        client.delay(later);
        assertEquals("not_due", explained(later));
        TaskRequest missing = TaskRequest.of("not-there").queue("explained");
        client.delay(missing);
        assertEquals("no_executable", explained(missing));
        Files.createFile(go);
        assertEquals(TaskState.SUCCEEDED, client.await(third, PATIENCE).state());
        assertEquals("succeeded", explained(third));
        assertEquals(TaskState.FAILED, client.await(missing, PATIENCE).state());
        assertEquals("failed", explained(missing));
        assertTrue(
                get("/tasks/" + missing.id() + "/explain").getString("message").contains("not-there"));
    }

    @Test
    void aSilentWorkerIsLostAndItsQueueHasNone() {
        Program worker = installation.startWorker("silent", "name: silent", "queues: [silent]", "lease: 10");
        awaitWorker("silent");
        assertEquals(1, get("/queues/silent").getInt("workers"));
        worker.kill();
        Patience.until(PATIENCE, () -> "a lost worker", () -> get("/workers/silent")
                .getString("state")
                .equals("lost"));
        assertEquals(0, get("/queues/silent").getInt("workers"));
    }

    private static TaskRequest submit(String queue, Path go) {
        TaskRequest task = TaskRequest.of("until", go.toString()).queue(queue);
        client.delay(task);
        return task;
    }

    /** A worker says that it has started a moment before its first heartbeat. */
    private static void awaitWorker(String name) {
        Patience.until(PATIENCE, () -> "a worker", () -> get("/workers").getJsonArray("items").stream()
                .anyMatch(worker -> worker.asJsonObject().getString("name").equals(name)));
    }

    private static void awaitState(TaskRequest task, TaskState state) {
        Patience.until(
                PATIENCE,
                () -> state.toString(),
                () -> client.find(task.id()).orElseThrow().state() == state);
    }

    private static String explained(TaskRequest task) {
        return get("/tasks/" + task.id() + "/explain").getString("code");
    }

    private static JsonObject get(String path) {
        return json(api.get(path, Map.of()));
    }

    private static JsonObject change(String path) {
        return json(api.change("POST", path, Map.of(), null));
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
