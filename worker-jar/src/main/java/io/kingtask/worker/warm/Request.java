package io.kingtask.worker.warm;

import io.kingtask.store.ClaimedTask;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A task as its program reads it: one line of JSON.
 *
 * @param deadline when it will be ended, in seconds since 1970
 * @param traceparent the trace context of this attempt
 * @param directory the working folder, which is empty
 */
record Request(ClaimedTask task, long deadline, Optional<String> traceparent, Path directory) {

    private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());

    byte[] line() {
        var text = new StringWriter(512);
        try (var json = GENERATORS.createGenerator(text)) {
            json.writeStartObject();
            json.write("id", task.id());
            json.write("executable", task.executable());
            json.writeStartArray("args");
            task.args().forEach(json::write);
            json.writeEnd();
            var stdin = task.stdin();
            json.write("stdin", stdin == null ? "" : stdin);
            json.write("attempt", task.attempt());
            json.write("queue", task.queue());
            json.write("deadline", deadline);
            json.write("fence", task.run().fence());
            writeVariables(json);
            json.write("directory", directory.toString());
            json.writeEnd();
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void writeVariables(JsonGenerator json) {
        json.writeStartObject("env");
        task.env().forEach(json::write);
        json.writeEnd();
        traceparent.ifPresent(trace -> json.write("traceparent", trace));
    }
}
