package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.TaskState;
import io.kingtask.store.LocalRedis;
import io.kingtask.store.RedisAddress;
import io.kingtask.store.RedisStore;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker inside the server does what one in a process of its own does, and leaves nothing when the server stops. */
@Timeout(600)
class EmbeddedWorkerIT {

    private final Path folder;
    private final Path bin;

    EmbeddedWorkerIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        bin = Files.createDirectory(folder.resolve("bin"));
    }

    @Test
    void runsTasksHandsThemBackAtTheStopAndGoesOnAfterIt() throws Exception {
        script("add", "echo $(($1 + $2))");
        script("fail", "echo no >&2; exit 3");
        script("tree", "sleep 600 & echo $! > \"$1.new\"; mv \"$1.new\" \"$1\"; wait");
        try (var redis = LocalRedis.start()) {
            String left;
            try (var broker = start(redis)) {
                var rest = Rest.of(broker.root(), "");
                taskSucceedsAndTheWorkerIsListed(rest);
                failureIsRetried(rest);
                timeoutEndsTheTree(rest);
                cancellationEndsTheTree(rest);
                left = running(rest, "left", 30);
            }
            assertFalse(isAlive("left"));
            assertEquals(0, redis.connections());
            assertEquals(List.of(), workFolders());
            try (var store = RedisStore.open(RedisAddress.parse(redis.address()), 2)) {
                var task = store.tasks().find(left).orElseThrow();
                assertEquals(TaskState.PENDING, task.state());
                assertEquals(0, task.attempt());
            }
            Files.delete(folder.resolve("left"));
            try (var broker = start(redis)) {
                var rest = Rest.of(broker.root(), "");
                Soon.until(() -> state(rest, left).equals("running") && Files.exists(folder.resolve("left")));
                broker.kill();
            }
            Soon.until(() -> !isAlive("left"));
        }
    }

    private RunningBroker start(LocalRedis redis) throws IOException {
        Files.createDirectories(folder.resolve("tmp"));
        return RunningBroker.start(Map.of(
                "KINGTASK_REDIS",
                redis.address(),
                "KINGTASK_AUTH",
                "off",
                "TMPDIR",
                folder.resolve("tmp").toString(),
                "KINGTASK_EMBEDDED_WORKER",
                "{bin_path: " + bin + ", concurrency: 2, shutdown_grace: 0.2, kill_grace: 1}"));
    }

    private static void taskSucceedsAndTheWorkerIsListed(Rest rest) {
        var view = end(rest, submit(rest, "{\"executable\":\"add\",\"args\":[\"12\",\"45\"]}"));
        assertEquals("57", view.getString("result"));
        var workers = rest.get("workers").json().getJsonArray("items");
        assertEquals(1, workers.size());
        assertEquals(view.getString("worker"), workers.getJsonObject(0).getString("name"));
        assertTrue(view.getString("worker").matches(".+-embedded-[0-9a-f]{6}-1"), view.toString());
    }

    private static void failureIsRetried(Rest rest) {
        var view = end(rest, submit(rest, "{\"executable\":\"fail\",\"retry_intervals\":[0.1]}"));
        assertEquals("failed", view.getString("state"));
        assertEquals(2, view.getInt("attempt"));
        assertEquals(3, view.getInt("exit_code"));
        assertEquals("no\n", view.getString("error"));
    }

    private void timeoutEndsTheTree(Rest rest) throws IOException {
        // Time enough for its child to be there, however slow the machine is.
        var view = end(rest, running(rest, "slow", 6));
        assertEquals("timeout", view.getString("cause"));
        assertFalse(isAlive("slow"));
    }

    private void cancellationEndsTheTree(Rest rest) throws IOException {
        var id = running(rest, "unwanted", 30);
        assertEquals(200, rest.delete("tasks/" + id).status());
        assertEquals("cancelled", end(rest, id).getString("state"));
        assertFalse(isAlive("unwanted"));
    }

    /** A task with a child, whose number is in the file when this returns. */
    private String running(Rest rest, String file, int timeout) {
        var path = folder.resolve(file);
        var id = submit(rest, "{\"executable\":\"tree\",\"args\":[\"" + path + "\"],\"timeout\":" + timeout + "}");
        Soon.until(() -> Files.exists(path));
        return id;
    }

    private boolean isAlive(String file) {
        try {
            return ProcessHandle.of(Long.parseLong(
                            Files.readString(folder.resolve(file)).strip()))
                    .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private List<Path> workFolders() throws IOException {
        try (var files = Files.list(folder.resolve("tmp"))) {
            return files.toList();
        }
    }

    private static String submit(Rest rest, String request) {
        return rest.post("tasks", request).text("id");
    }

    private static String state(Rest rest, String id) {
        return rest.get("tasks/" + id).text("state");
    }

    private static JsonObject end(Rest rest, String id) {
        return rest.get("tasks/" + id + "?wait=30").json();
    }

    private void script(String name, String line) throws IOException {
        var file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
