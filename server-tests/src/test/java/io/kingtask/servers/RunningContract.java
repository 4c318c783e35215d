package io.kingtask.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.client.OutputEvent;
import io.kingtask.client.OutputName;
import io.kingtask.client.Reply;
import io.kingtask.client.Submission;
import io.kingtask.client.TaskRequest;
import io.kingtask.client.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tasks come to their end on any server: submitted singly and in batches, followed, cancelled, tried again. */
interface RunningContract {

    Duration PATIENCE = Duration.ofSeconds(30);

    Broker broker();

    @Test
    default void theExampleGivesItsResult() {
        try (var client = broker().client()) {
            var task = TaskRequest.of("example", "12", "45");
            client.delay(task);
            assertEquals("57", client.await(task, PATIENCE).result());
            assertEquals("{1 1 57}", client.getResult(task).toString());
            assertEquals(Reply.NONE, client.getResult(task.another()));
        }
    }

    @Test
    default void theSameIdIsOneTask() {
        var task = "{\"executable\":\"example\",\"args\":[\"1\",\"2\"],\"id\":\"" + UUID.randomUUID() + "\"}";
        var first = broker().post("api/v1/tasks", "application/json", task);
        assertEquals(201, first.statusCode(), first.body());
        assertTrue(first.headers().firstValue("Location").orElse("").contains("/api/v1/tasks/"));
        assertEquals(
                200, broker().post("api/v1/tasks", "application/json", task).statusCode());
    }

    @Test
    default void aBatchGetsAnAnswerForEachTask() {
        try (var client = broker().client()) {
            var tasks = IntStream.range(0, 200)
                    .mapToObj(i -> TaskRequest.of("example", String.valueOf(i), "1"))
                    .toList();
            List<Submission> answers = client.delayAll(tasks);
            assertEquals(200, answers.size());
            assertEquals("200", client.await(tasks.get(199), PATIENCE).result());
        }
    }

    /** Beyond the largest body that some servers take by themselves. */
    @Test
    default void aBatchMayBeLarge() {
        var line = "{\"executable\":\"example\",\"queue\":\"large\",\"args\":[\"" + "x".repeat(120_000) + "\"]}";
        var body = IntStream.range(0, 200).mapToObj(i -> line).collect(Collectors.joining("\n"));
        var answer = broker().post("api/v1/tasks/batch", "application/x-ndjson", body);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(200, answer.body().split("\"id\"").length - 1);
        broker().api().change("DELETE", "/queues/large/tasks", Map.of(), null);
    }

    /** Most in time, for the machine may pause at the moment of one. */
    @Test
    default void aFailureIsTriedAgainAfterItsInterval() {
        try (var client = broker().client()) {
            var task = TaskRequest.of("example", "no number", "1").retryAfter(0.5, 0.5, 0.5, 0.5, 0.5);
            client.delay(task);
            var view = client.await(task, PATIENCE);
            assertEquals(TaskState.FAILED, view.state());
            assertEquals(Cause.STDERR, view.cause());
            var attempts = view.attempts();
            assertEquals(6, attempts.size());
            var pauses = IntStream.range(0, 5)
                    .mapToObj(i -> Duration.between(
                                    known(attempts.get(i).finishedAt()),
                                    known(attempts.get(i + 1).startedAt()))
                            .toMillis())
                    .sorted()
                    .toList();
            assertTrue(pauses.get(0) >= 500 && pauses.get(2) < 1_000, "tried again after ms: " + pauses);
        }
    }

    @Test
    default void outputIsFollowedWhileItIsWritten(Site site) throws IOException {
        try (var client = broker().client()) {
            var gate = site.installation().folder().resolve("gate-" + UUID.randomUUID());
            var task = TaskRequest.of("halves", gate.toString());
            client.delay(task);
            var text = new StringBuilder();
            try (var follow = client.follow(task.id(), OutputName.STDOUT)) {
                OutputEvent event = follow.next();
                assertEquals(
                        TaskState.RUNNING, client.find(task.id()).orElseThrow().state());
                Files.createFile(gate);
                while (event instanceof OutputEvent.Text part) {
                    text.append(part.text());
                    event = follow.next();
                }
            }
            assertEquals(10, text.toString().lines().count(), text.toString());
        }
    }

    @Test
    default void cancellingEndsTheProgram() {
        try (var client = broker().client()) {
            var task = TaskRequest.of("talk", "600");
            client.delay(task);
            try (var follow = client.follow(task.id(), OutputName.STDOUT)) {
                follow.next();
            }
            client.cancel(task.id());
            assertEquals(TaskState.CANCELLED, client.await(task, PATIENCE).state());
        }
    }

    private static Instant known(@Nullable Instant moment) {
        return Objects.requireNonNull(moment);
    }
}
