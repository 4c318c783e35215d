package io.kingtask.worker;

import io.kingtask.client.Durability;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskView;
import io.kingtask.store.LocalRedis;
import io.kingtask.store.NewTask;
import io.kingtask.store.RedisAddress;
import io.kingtask.store.RedisStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A Redis, a bin_path, and workers as processes over them; the test does what a broker does. */
public final class Site implements AutoCloseable {

    public final Path folder;
    public final Path bin;
    public final LocalRedis redis = LocalRedis.start();
    public final RedisStore broker;

    public Site(Path folder) throws IOException {
        this.folder = folder;
        this.bin = Files.createDirectory(folder.resolve("bin"));
        Files.createDirectory(folder.resolve("tmp"));
        this.broker = RedisStore.open(RedisAddress.parse(redis.address()), 4, 1);
    }

    /** @param more variables in place of or beside the usual ones */
    public WorkerProcess worker(Map<String, String> more) throws IOException {
        var variables = new HashMap<>(Map.of(
                "KINGTASK_REDIS", redis.address(),
                "KINGTASK_BIN_PATH", bin.toString(),
                "KINGTASK_CONCURRENCY", "4",
                "KINGTASK_KILL_GRACE", "1",
                "KINGTASK_SHUTDOWN_GRACE", "0",
                "HOME", folder.toString(),
                "TMPDIR", folder.resolve("tmp").toString()));
        variables.putAll(more);
        return WorkerProcess.start(variables);
    }

    public void script(String name, String... lines) throws IOException {
        var file = bin.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    public String submit(String executable, String... args) {
        var task = task(executable, args);
        broker.tasks().submit(List.of(task), 0);
        return task.id();
    }

    static NewTask task(String executable, String... args) {
        return new NewTask(
                TaskId.next(),
                executable,
                List.of(args),
                null,
                null,
                List.of(),
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
    }

    public TaskView view(String id) {
        return broker.tasks().find(id).orElseThrow();
    }

    public TaskView await(String id, Predicate<TaskView> condition) {
        WorkerProcess.await("not as expected: " + id, () -> condition.test(view(id)));
        return view(id);
    }

    @Override
    public void close() {
        broker.close();
        redis.close();
    }
}
