package io.kingtask.bench;

import io.kingtask.system.Installation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What the scenarios ask of a broker that wants no token, over one connection. */
final class Api implements AutoCloseable {

    private static final int LARGEST_BATCH = 10_000;
    private static final byte[] NOTHING = {};
    private static final long SHORTEST_PAUSE = 10_000_000;
    private static final long LONGEST_PAUSE = 500_000_000;

    private final Connection connection;

    Api(Installation installation) throws IOException {
        this.connection = Workshop.connect(installation);
    }

    JsonObject call(String method, String path) throws IOException {
        return json(connection.send(connection.request(method, "/api/v1" + path, "application/json", NOTHING)));
    }

    JsonObject submit(String task) throws IOException {
        return json(connection.send(submission(task)));
    }

    byte[] submission(String task) {
        return connection.request("POST", "/api/v1/tasks", "application/json", task.getBytes(StandardCharsets.UTF_8));
    }

    /** Submits the same task {@code count} times, in batches of NDJSON as large as they may be. */
    void submitAll(String task, int count) throws IOException {
        for (int left = count; left > 0; left -= LARGEST_BATCH) {
            submitLines((task + "\n").repeat(Math.min(left, LARGEST_BATCH)));
        }
    }

    /** @return the tasks' ids, in their order */
    List<String> submitEach(List<String> tasks) throws IOException {
        var answers = new String(submitLines(String.join("\n", tasks)), StandardCharsets.UTF_8);
        return answers.lines()
                .map(line -> json(line.getBytes(StandardCharsets.UTF_8)).getString("id"))
                .toList();
    }

    private byte[] submitLines(String lines) throws IOException {
        byte[] body = lines.getBytes(StandardCharsets.UTF_8);
        return connection.send(connection.request("POST", "/api/v1/tasks/batch", "application/x-ndjson", body));
    }

    /** Bytes of the broker's heap that are in use. */
    double heap() throws IOException {
        var metrics = new String(
                connection.send(connection.request("GET", "/metrics", "text/plain", NOTHING)), StandardCharsets.UTF_8);
        return metrics.lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    int inState(String state) throws IOException {
        return call("GET", "/stats").getJsonObject("states").getInt(state);
    }

    /** To ask is work for the broker, too: so this asks the more seldom the longer it will last, judged by what has come so far. */
    void awaitState(String state, int count) throws IOException {
        int first = inState(state);
        long start = System.nanoTime();
        for (int now = first; now < count; now = inState(state)) {
            long left = now == first ? 0 : (System.nanoTime() - start) * (count - now) / (now - first);
            LockSupport.parkNanos(Math.max(SHORTEST_PAUSE, Math.min(left / 2, LONGEST_PAUSE)));
        }
    }

    private static JsonObject json(byte[] body) {
        try (var reader = Json.createReader(new StringReader(new String(body, StandardCharsets.UTF_8)))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
