package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.client.AttemptView;
import io.kingtask.client.BrokerClient;
import io.kingtask.client.Cause;
import io.kingtask.client.Reply;
import io.kingtask.client.TaskRequest;
import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The walk-through, and what tasks do, over one broker and one worker. */
class TasksIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static Installation installation;
    private static BrokerClient client;

    /** Submitted first, for it takes 22 seconds. */
    private static TaskRequest fourAttempts;

    @BeforeAll
    static void start() {
        installation = Installation.in(folder);
        installation.startBroker();
        installation.startWorker("worker", "concurrency: 4");
        client = installation.client();
        installation.script("fail", "printf 'it is broken' >&2");
        installation.script("now", "date +%s%N");
        installation.script("hex", "for a in \"$@\"; do printf %s \"$a\" | od -An -v -tx1 | tr -d ' \\n'; echo; done");
        installation.script("big", "head -c 1048576 /dev/zero | tr '\\0' x");
        fourAttempts = TaskRequest.of("fail").retryAfter(5, 8, 9);
        client.delay(fourAttempts);
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @Test
    void theExampleRunsInShell() {
        assertEquals("{1 1 57}", run(TaskRequest.of("example", "12", "45")).toString());
    }

    @Test
    void theExampleRunsInJava() {
        assumeTrue(onPath("java"), "No java on the PATH of this machine");
        assertEquals("{1 1 57}", run(TaskRequest.of("example-java", "12", "45")).toString());
    }

    @Test
    void theExampleRunsInPython() {
        assumeTrue(onPath("python3"), "No python3 on this machine");
        assertEquals("{1 1 57}", run(TaskRequest.of("example.py", "12", "45")).toString());
    }

    @Test
    void theExampleRunsInC() throws Exception {
        Path source = installation.executables().resolve("example.c");
        Path program = installation.executables().resolve("example-c");
        assumeTrue(onPath("cc"), "No C compiler (cc) on this machine");
        Process cc = new ProcessBuilder("cc", "-o", program.toString(), source.toString())
                .inheritIO()
                .start();
        assertEquals(0, cc.waitFor());
        assertEquals("{1 1 57}", run(TaskRequest.of("example-c", "12", "45")).toString());
    }

    @Test
    void theCommandLineSubmitsAndAsks() {
        Program good = installation.kingtask("submit", "--wait", "example", "12", "45");
        assertEquals(0, good.status(), good.err());
        assertEquals("57", good.out().strip());
        String id = installation.kingtask("submit", "example", "1", "2").out().strip();
        assertEquals(TaskState.SUCCEEDED, client.await(id, PATIENCE).state());
        assertEquals("{1 1 3}", installation.kingtask("result", id).out().strip());
        Program bad = installation.kingtask("submit", "--wait", "fail");
        assertEquals(1, bad.status());
        assertTrue(bad.err().contains("it is broken"), bad.err());
    }

    @Test
    void plainHttpWillDo() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        String body = "{\"executable\":\"example\",\"args\":[\"12\",\"45\"]}";
        var accepted = http.send(
                request("/tasks")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertEquals(201, accepted.statusCode(), accepted.body());
        String location = accepted.headers().firstValue("Location").orElseThrow();
        String id = location.substring(location.lastIndexOf('/') + 1);
        var shown = http.send(request("/tasks/" + id + "?wait=30").build(), BodyHandlers.ofString());
        assertTrue(shown.body().contains("\"state\":\"succeeded\""), shown.body());
        var reply = http.send(request("/tasks/" + id + "/result").build(), BodyHandlers.ofString());
        assertEquals("{\"is_result_exist\":1,\"is_success\":1,\"result\":\"57\"}", reply.body());
        var open = HttpRequest.newBuilder(URI.create(installation.url("/tasks/" + id)))
                .build();
        assertEquals(401, http.send(open, BodyHandlers.ofString()).statusCode());
    }

    @Test
    void wordsOnStandardErrorAreAFailure() {
        TaskView view = finished(TaskRequest.of("fail"));
        assertEquals(TaskState.FAILED, view.state());
        assertEquals(Cause.STDERR, view.cause());
        assertEquals("{1 0 it is broken}", client.getResult(view.id()).toString());
    }

    @Test
    void retriesComeAfterTheirIntervals() {
        TaskView view = client.await(fourAttempts, Duration.ofMinutes(2));
        assertEquals(TaskState.FAILED, view.state());
        assertEquals(4, view.attempts().size());
        List<Integer> wanted = List.of(5, 8, 9);
        List<Double> late = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            double gap =
                    seconds(ended(view.attempts().get(i)), began(view.attempts().get(i + 1)));
            assertTrue(gap >= wanted.get(i), "gap " + i + ": " + gap);
            late.add(gap - wanted.get(i));
            System.out.printf(Locale.ROOT, "retry after %d s came after %.3f s%n", wanted.get(i), gap);
        }
        // A machine may stand still at one of them.
        late.sort(null);
        assertTrue(late.get(1) < 0.5, late.toString());
    }

    @Test
    void timedTasksStartAtTheirMomentAndNeverBefore() {
        // At five distances from each second, so that whoever looks once a second is late for all but two; and for
        // longer than a machine
        // stands still.
        long apart = 600;
        Instant first = Instant.now().plusSeconds(5);
        List<TaskRequest> tasks = IntStream.range(0, 9)
                .mapToObj(i -> TaskRequest.of("now").at(first.plusMillis(apart * i)))
                .toList();
        client.delayAll(tasks);
        List<Double> late = IntStream.range(0, tasks.size())
                .mapToObj(i -> {
                    long nanos = Long.parseLong(
                            Objects.requireNonNull(finished(tasks.get(i)).result()));
                    return nanos / 1e6 - first.plusMillis(apart * i).toEpochMilli();
                })
                .sorted()
                .toList();
        System.out.println("timed tasks ran late by ms: " + late);
        assertTrue(late.get(0) >= 0, late.toString());
        assertTrue(late.get(2) < 50, late.toString());
    }

    @Test
    void resultsVanishAfterTheirTime() {
        TaskRequest task = TaskRequest.of("example", "1", "1").resultKeepTime(Duration.ofSeconds(10));
        assertEquals("{1 1 2}", run(task).toString());
        Patience.until(Duration.ofSeconds(60), () -> "the end of " + task.id(), () -> client.find(task.id())
                .isEmpty());
        assertEquals(Reply.NONE, client.getResult(task));
    }

    @Test
    void argumentsArriveByteForByte() {
        List<String> args = List.of(
                "a b",
                "",
                "\"quoted\" and 'single'",
                "line\nbreak\ttab",
                "$HOME `id` $(id); * ? \\",
                "größe 汉字 🎉",
                "-n",
                "--",
                "\u0001");
        List<String> hex = args.stream()
                .map(arg -> HexFormat.of().formatHex(arg.getBytes(StandardCharsets.UTF_8)))
                .toList();
        assertEquals(String.join("\n", hex), run(TaskRequest.of("hex", args)).result());
        String[] command = {"submit", "--wait", "hex", "--"};
        String[] all = java.util.stream.Stream.concat(java.util.Arrays.stream(command), args.stream())
                .toArray(String[]::new);
        assertEquals(String.join("\n", hex), installation.kingtask(all).out().stripTrailing());
    }

    @Test
    void aMegabyteComesBackWhole() {
        assertEquals("x".repeat(1 << 20), run(TaskRequest.of("big")).result());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/bin/sh", "", ".hidden", "a/b", "a b", "a\nb", "-x"})
    void namesThatAreNoNamesAreRefusedAtOnce(String name) throws Exception {
        String body = "{\"executable\":\"" + name.replace("\n", "\\n") + "\"}";
        var answer = HttpClient.newHttpClient()
                .send(
                        request("/tasks")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json"));
        assertTrue(answer.body().contains("executable"), answer.body());
    }

    @Test
    void whatIsNoExecutableInsideTheFolderIsRefused() throws IOException {
        Path executables = installation.executables();
        Files.createSymbolicLink(executables.resolve("link-out"), Path.of("/bin/sh"));
        Files.createDirectory(executables.resolve("folder"));
        Files.writeString(executables.resolve("no-run-bit"), "#!/bin/sh\n");
        for (String name : List.of("link-out", "folder", "no-run-bit")) {
            TaskView view = finished(TaskRequest.of(name));
            assertEquals(TaskState.FAILED, view.state(), name);
            assertEquals(Cause.NOT_EXECUTABLE, view.cause(), name);
        }
    }

    @Test
    void aMissingExecutableFailsWithNotFound() {
        TaskView view = finished(TaskRequest.of("nowhere"));
        assertEquals(TaskState.FAILED, view.state());
        assertEquals(Cause.NOT_FOUND, view.cause());
    }

    @ParameterizedTest
    @CsvSource({"example 1, args count must be two", "example a b, err"})
    void theExampleComplainsAsItAlwaysDid(String call, String error) {
        String[] words = call.split(" ");
        Reply reply = run(TaskRequest.of(words[0], List.of(words).subList(1, words.length)));
        assertEquals(0, reply.isSuccess());
        assertTrue(reply.result().contains(error), reply.result());
    }

    private static Reply run(TaskRequest task) {
        return client.getResult(finished(task).id());
    }

    private static TaskView finished(TaskRequest task) {
        if (client.find(task.id()).isEmpty()) {
            client.delay(task);
        }
        TaskView view = client.await(task, PATIENCE);
        assertFalse(view.finishedAt() == null, () -> view.toString());
        return view;
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(installation.url(path)))
                .header("Authorization", "Bearer " + installation.token())
                .header("Content-Type", "application/json");
    }

    private static boolean onPath(String program) {
        Map<String, String> environment = System.getenv();
        return List.of(environment.getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }

    private static Instant began(AttemptView attempt) {
        return Objects.requireNonNull(attempt.startedAt());
    }

    private static Instant ended(AttemptView attempt) {
        return Objects.requireNonNull(attempt.finishedAt());
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1e3;
    }
}
