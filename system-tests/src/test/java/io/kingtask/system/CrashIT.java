package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.TaskFilter;
import io.kingtask.client.TaskRequest;
import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die, and processes that are told to stop. */
@Tag("fault")
class CrashIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Installation installation;
    private Program broker;
    private BrokerClient client;

    @BeforeEach
    void start() {
        installation = Installation.in(folder);
        broker = installation.startBroker();
        client = installation.client();
    }

    @AfterEach
    void stop() {
        installation.close();
    }

    @Test
    void aKilledBrokerLosesNoTimedTaskAndNoRetryAndRunsNoneTwice() {
        Path log = folder.resolve("ran");
        installation.script("record", "echo \"$1\" >> " + log);
        installation.script("second-time", "if [ $KINGTASK_ATTEMPT = 1 ]; then exit 1; fi; echo \"$1\" >> " + log);
        installation.startWorker("worker", "concurrency: 8");
        Instant soon = Instant.now().plusSeconds(12);
        List<TaskRequest> tasks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tasks.add(TaskRequest.of("second-time", "retry-" + i).retryAfter(15));
        }
        for (int i = 0; i < 1000; i++) {
            tasks.add(TaskRequest.of("record", "timed-" + i).at(soon.plusMillis(15L * i)));
        }
        assertTrue(client.delayAll(tasks).stream().allMatch(answer -> answer.id() != null));
        Patience.until(PATIENCE, () -> "100 retrying tasks", () -> retrying() == 100);
        broker.kill();

        installation.startBroker();

        Patience.until(
                PATIENCE,
                () -> "1,100 runs, there are " + lines(log).size(),
                () -> lines(log).size() >= 1100);
        tasks.forEach(task ->
                assertEquals(TaskState.SUCCEEDED, client.await(task, PATIENCE).state()));
        assertEquals(1100, lines(log).size());
        assertEquals(1100, new HashSet<>(lines(log)).size());
    }

    @Test
    void theTaskOfAKilledWorkerRunsOnAnother() {
        Path log = folder.resolve("pids");
        Path gate = folder.resolve("gate");
        installation.script("slow", "echo $$ >> " + log + awaiting(gate) + "; echo done");
        // Longer than a worker may stand still on a busy machine.
        Program first = installation.startWorker("first", "lease: 10");
        TaskRequest task = TaskRequest.of("slow");
        client.delay(task);
        Patience.until(PATIENCE, () -> "the first run", () -> lines(log).size() == 1);
        String lost = String.valueOf(client.find(task.id()).orElseThrow().worker());
        installation.startWorker("second", "lease: 10");
        first.kill();
        Instant death = Instant.now();

        Patience.until(PATIENCE, () -> "the second run", () -> lines(log).size() == 2);
        System.out.println(
                "taken over after ms: " + Duration.between(death, Instant.now()).toMillis());
        open(gate);
        TaskView view = client.await(task, PATIENCE);

        assertEquals("done", view.result());
        assertNotEquals(lost, view.worker());
        assertEquals(2, lines(log).size());
    }

    @Test
    void theProgramOfAKilledWorkerEndsWithIt() {
        Path log = folder.resolve("pids");
        installation.script("slow", "echo $$ >> " + log + "; exec sleep 600");
        Program worker = installation.startWorker("worker", "lease: 10", "task_run_time: 600");
        client.delay(TaskRequest.of("slow"));
        Patience.until(PATIENCE, () -> "the run", () -> lines(log).size() == 1);
        long program = Long.parseLong(lines(log).get(0));

        worker.kill();

        // Long before its lease is over; ShortHistoryIT holds the watchdog to its two seconds.
        Patience.until(Duration.ofSeconds(6), () -> "the end of " + program, () -> hasEnded(program));
    }

    @Test
    void aStoppedWorkerHandsItsTaskBackWithoutCharge() {
        Path log = folder.resolve("starts");
        Path gate = folder.resolve("gate");
        installation.script("slow", "echo x >> " + log + awaiting(gate) + "; echo done");
        Program first = installation.startWorker("first", "shutdown_grace: 1");
        TaskRequest task = TaskRequest.of("slow");
        client.delay(task);
        Patience.until(PATIENCE, () -> "the first run", () -> lines(log).size() == 1);

        assertEquals(0, first.terminate());
        assertEquals(TaskState.PENDING, client.find(task.id()).orElseThrow().state());
        open(gate);
        installation.startWorker("second");

        TaskView view = client.await(task, PATIENCE);
        assertEquals(TaskState.SUCCEEDED, view.state());
        assertEquals(1, view.attempt());
    }

    @Test
    void aStoppedBrokerEndsWithStatus0AndLeavesNothingBehind() throws IOException {
        Path temp = Files.createDirectory(folder.resolve("temp"));
        broker.kill();
        Path config = folder.resolve("broker.yaml");
        var environment = java.util.Map.of("KINGTASK_JAVA_OPTS", "-Djava.io.tmpdir=" + temp);
        try (Program killed = Distribution.start(folder, environment, "broker", "-config=" + config)) {
            killed.await("The broker is ready").kill();
        }
        assertEquals(1, entries(temp), "a killed broker leaves its folder");
        try (Program stopped = Distribution.start(folder, environment, "broker", "-config=" + config)) {
            assertEquals(0, stopped.await("The broker is ready").terminate());
        }
        assertEquals(0, entries(temp), "the next one removes it, and its own");
    }

    /** The part of a script that waits until the file is there. */
    private static String awaiting(Path gate) {
        return "; while [ ! -e " + gate + " ]; do sleep 0.05; done";
    }

    private static void open(Path gate) {
        try {
            Files.createFile(gate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int retrying() {
        return client.list(TaskFilter.all().state(TaskState.RETRYING).limit(200))
                .items()
                .size();
    }

    private static long entries(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("kingtask-"))
                    .count();
        }
    }

    /** Also when nobody has asked for its status yet. */
    private static boolean hasEnded(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "stat"))
                    .contains(") Z ");
        } catch (IOException e) {
            return true;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
