package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.AttemptView;
import io.kingtask.client.BrokerClient;
import io.kingtask.client.TaskRequest;
import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import io.kingtask.store.RedisUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What kingtask is for, over one kind of Redis, with a broker and a worker of the distribution. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MainJob<R extends RedisUnderTest> {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    static Path folder;

    final R redis;
    Installation installation;
    BrokerClient client;

    /** @param redis with replicas */
    MainJob(R redis) {
        this.redis = redis;
    }

    abstract int partitions();

    /** Kills a primary, waits until a replica has taken its place, and brings the old one back. */
    abstract void failOver();

    @BeforeAll
    void start() {
        installation = Installation.in(folder, redis);
        installation.script("fail", "exit 1");
        installation.script("sleeper", "echo $$ > " + folder.resolve("sleeper.pid") + "\nsleep 300");
        installation.startBroker("partitions: " + partitions());
        installation.startWorker("worker", "concurrency: 4");
        client = installation.client();
    }

    @AfterAll
    void stop() {
        installation.close();
    }

    @Test
    void theExampleGivesItsResult() {
        TaskRequest task = TaskRequest.of("example", "12", "45");
        client.delay(task);
        client.await(task, PATIENCE);
        assertEquals("{1 1 57}", client.getResult(task).toString());
    }

    @Test
    void retriesComeAfterTheirIntervals() {
        TaskRequest task = TaskRequest.of("fail").retryAfter(1, 2);
        client.delay(task);
        TaskView view = client.await(task, PATIENCE);
        assertEquals(TaskState.FAILED, view.state());
        List<AttemptView> attempts = view.attempts();
        assertEquals(3, attempts.size(), view::toString);
        assertTrue(pause(attempts.get(0), attempts.get(1)).compareTo(Duration.ofSeconds(1)) >= 0, view::toString);
        assertTrue(pause(attempts.get(1), attempts.get(2)).compareTo(Duration.ofSeconds(2)) >= 0, view::toString);
    }

    private static Duration pause(AttemptView one, AttemptView next) {
        return Duration.between(Objects.requireNonNull(one.finishedAt()), Objects.requireNonNull(next.startedAt()));
    }

    @Test
    void timedTaskStartsAtItsMoment() {
        Instant moment = Instant.now().plusSeconds(6);
        TaskRequest task = TaskRequest.of("example", "1", "2").at(moment);
        assertEquals(TaskState.SCHEDULED, client.delay(task).state());
        TaskView view = client.await(task, PATIENCE);
        assertEquals("3", view.result());
        assertTrue(!Objects.requireNonNull(view.startedAt()).isBefore(moment.minusMillis(1)), view::toString);
    }

    @Test
    void runningTaskIsCancelled() throws IOException {
        TaskRequest task = TaskRequest.of("sleeper");
        client.delay(task);
        Path file = folder.resolve("sleeper.pid");
        Patience.until(PATIENCE, () -> "the program", () -> file.toFile().length() > 0);
        long pid = Long.parseLong(Files.readString(file).strip());
        client.cancel(task.id());
        assertEquals(TaskState.CANCELLED, client.await(task, PATIENCE).state());
        Patience.until(
                PATIENCE, () -> "the end of " + pid, () -> ProcessHandle.of(pid).isEmpty());
    }

    @Test
    void nothingIsLostWhenAPrimaryDies() {
        try (TaskFlow flow = new TaskFlow(client)) {
            flow.awaitAccepted(50);
            failOver();
            flow.awaitAccepted(flow.accepted() + 50);
            flow.stop();
            flow.assertEachHasItsResult();
        }
    }
}
