package io.kingtask.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.client.Durability;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import io.kingtask.store.LocalRedis;
import io.kingtask.store.NewTask;
import io.kingtask.store.RedisAddress;
import io.kingtask.store.RedisStore;
import io.kingtask.store.TaskStore.Changed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker over a real Redis, from submission to result; the test does what a broker's timers do. */
class WorkerIT {

    /** So long that no renewal brings news within a test. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private LocalRedis redis;
    private RedisStore broker;
    private RedisStore store;
    private Worker worker;

    @BeforeEach
    void setUp() throws Exception {
        redis = LocalRedis.start();
        broker = RedisStore.open(RedisAddress.parse(redis.address()), 4, 1);
        script("add", "echo $(($1 + $2))");
        script("fail", "echo no >&2");
        script("long", "echo $$ > \"$1\"; sleep 600");
        start();
    }

    @AfterEach
    void tearDown() {
        worker.stop();
        store.close();
        broker.close();
        redis.close();
    }

    private void start() throws IOException {
        store = RedisStore.open(RedisAddress.parse(redis.address()), 8);
        var config = Configs.config(redis.address(), folder, 2, Duration.ZERO, LEASE);
        worker = Worker.start(
                config,
                new Worker.Surroundings(store.work(), store::workerEvents, Clock.systemUTC(), Thread::new, true));
    }

    @Test
    void taskSucceeds() {
        var view =
                await(submit("add", List.of(), "12", "45"), seen -> seen.state().isFinal());
        assertEquals(TaskState.SUCCEEDED, view.state());
        assertEquals("57", view.result());
        assertTrue(String.valueOf(view.worker()).matches(".+-[0-9a-f]{6}-[0-9]+"), view.worker());
    }

    @Test
    void failureIsRetriedAndThenFinal() {
        var id = submit("fail", List.of(Duration.ofMillis(50)));
        var view = await(id, seen -> {
            broker.timers().promote(10);
            return seen.state() == TaskState.FAILED;
        });
        assertEquals(2, view.attempt());
        assertEquals(Cause.STDERR, view.cause());
        assertEquals("no\n", view.error());
        assertEquals(2, view.attempts().size());
    }

    @Test
    void cancellationEndsARunningTreeAtOnce() throws Exception {
        var id = submit("long", List.of(), folder.resolve("pid").toString());
        WorkerProcess.awaitPid(folder.resolve("pid"));
        long asked = System.nanoTime();
        assertEquals(Changed.REQUESTED, broker.tasks().cancel(id));
        var view = await(id, seen -> seen.state() == TaskState.CANCELLED);
        assertEquals(Cause.CANCELLED, view.cause());
        assertTrue(System.nanoTime() - asked < Duration.ofSeconds(10).toNanos());
    }

    @Test
    void stopHandsTheTaskBackWithoutChargingAnAttempt() throws Exception {
        var id = submit("long", List.of(), folder.resolve("pid").toString());
        WorkerProcess.awaitPid(folder.resolve("pid"));
        worker.stop();
        var view = broker.tasks().find(id).orElseThrow();
        assertEquals(TaskState.PENDING, view.state());
        assertEquals(0, view.attempt());
        start();
        await(id, seen -> seen.state() == TaskState.RUNNING);
        assertEquals(Changed.REQUESTED, broker.tasks().cancel(id));
        await(id, seen -> seen.state() == TaskState.CANCELLED);
    }

    @Test
    void workGoesOnAfterRedisRestarted() {
        await(submit("add", List.of(), "1", "1"), seen -> seen.state() == TaskState.SUCCEEDED);
        redis.restart();
        var view = await(submit("add", List.of(), "2", "2"), seen -> seen.state() == TaskState.SUCCEEDED);
        assertEquals("4", view.result());
    }

    private String submit(String executable, List<Duration> retries, String... args) {
        var task = new NewTask(
                TaskId.next(),
                executable,
                List.of(args),
                null,
                null,
                retries,
                NewTask.DEFAULT_QUEUE,
                NewTask.DEFAULT_PRIORITY,
                null,
                null,
                Map.of(),
                null,
                Duration.ofDays(1),
                null,
                Durability.MEMORY,
                null,
                null,
                null);
        broker.tasks().submit(List.of(task), 0);
        return task.id();
    }

    private TaskView await(String id, Predicate<TaskView> condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            var view = broker.tasks().find(id).orElseThrow();
            if (condition.test(view)) {
                return view;
            }
            assertTrue(System.nanoTime() < end, () -> "not within 60 s: " + view);
            Thread.onSpinWait();
        }
    }

    private void script(String name, String line) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
