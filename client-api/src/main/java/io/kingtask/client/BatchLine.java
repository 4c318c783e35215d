package io.kingtask.client;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a batch's answer says of one task: its problem; or, where it is new, how it begins. Read and written without JSON-B, which takes several times as long:
 * there is one for each task.
 *
 * @param state null where the task was there before, or was refused
 */
record BatchLine(
        @Nullable Problem problem,
        @Nullable TaskState state,
        @Nullable Instant createdAt,
        @Nullable Instant startTime) {

    private static final JsonProvider JSON = JsonProvider.provider();

    /** A task's line in a batch; it ends with a newline, and as well is the body of a call. */
    static byte[] of(TaskRequest task) {
        return (JSON.createObjectBuilder(task.fields()).build() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws BrokerException when it is no broker's line */
    static BatchLine read(String text) {
        try (var reader = ProblemText.READERS.createReader(new StringReader(text))) {
            return of(reader.readObject());
        } catch (JsonException | DateTimeException | ClassCastException e) {
            throw BrokerException.notUnderstood(
                    "The broker's answer to a batch is not understood; submitting the same requests again is safe.", e);
        }
    }

    private static BatchLine of(JsonObject line) {
        var problem = line.getJsonObject("problem");
        var state = ProblemText.string(line, "state");
        var created = ProblemText.string(line, "created_at");
        var start = ProblemText.string(line, "start_time");
        var createdAt = instant(created);
        return new BatchLine(
                problem == null ? null : ProblemText.problem(problem),
                state == null ? null : Word.find(TaskState.class, state).orElse(null),
                createdAt,
                Objects.equals(start, created) ? createdAt : instant(start));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
