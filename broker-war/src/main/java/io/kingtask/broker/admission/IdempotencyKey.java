package io.kingtask.broker.admission;

import static io.kingtask.broker.http.JsonLibrary.JSON;

import io.kingtask.broker.http.FieldError;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.client.TaskId;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A client's name for one submission: the same key and body name the same task, however often they are sent.
 *
 * @param caller whose key it is; callers do not share keys
 */
public record IdempotencyKey(String caller, String key) {

    private static final int LONGEST = 255;

    public static Optional<IdempotencyKey> of(String caller, @Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        if (header.isBlank() || header.length() > LONGEST) {
            throw new ProblemException(Problem.invalid(
                    List.of(new FieldError("Idempotency-Key", header, "must be 1 to " + LONGEST + " characters"))));
        }
        return Optional.of(new IdempotencyKey(caller, header));
    }

    String taskId() {
        return TaskId.derivedFrom("idempotency-key\0" + caller + "\0" + key);
    }

    /** The same for bodies that say the same: the order of fields, fields that are null and {@code 5.0} for 5 make no difference. */
    String digestOf(JsonObject body) {
        try {
            var bytes = canonical(body).toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static JsonValue canonical(JsonValue value) {
        if (value instanceof JsonObject object) {
            var builder = JSON.createObjectBuilder();
            new TreeMap<>(object).forEach((name, member) -> {
                if (!member.equals(JsonValue.NULL)) {
                    builder.add(name, canonical(member));
                }
            });
            return builder.build();
        }
        if (value instanceof JsonArray array) {
            var builder = JSON.createArrayBuilder();
            array.forEach(member -> builder.add(canonical(member)));
            return builder.build();
        }
        if (value instanceof JsonNumber number) {
            return JSON.createValue(number.bigDecimalValue().stripTrailingZeros());
        }
        return value;
    }
}
