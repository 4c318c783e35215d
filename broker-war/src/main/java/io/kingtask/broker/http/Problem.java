package io.kingtask.broker.http;

import static io.kingtask.broker.http.JsonLibrary.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as clients see it (RFC 9457).
 *
 * @param detail a sentence about this very case
 * @param errors every wrong thing of a request; empty for other problems
 * @param retryAfter when a repetition is worth trying; null: not said
 */
public record Problem(
        ErrorCode code,
        int status,
        String detail,
        List<FieldError> errors,
        @Nullable Duration retryAfter) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ErrorCode code, String detail) {
        return new Problem(code, code.status(), detail, List.of(), null);
    }

    public static Problem later(ErrorCode code, String detail, Duration retryAfter) {
        return new Problem(code, code.status(), detail, List.of(), retryAfter);
    }

    public static Problem invalid(List<FieldError> errors) {
        var first = errors.get(0);
        var detail = errors.size() == 1
                ? first.field() + ": " + first.message()
                : errors.size() + " things are wrong; the first: " + first.field() + ": " + first.message();
        return new Problem(
                ErrorCode.INVALID_REQUEST, ErrorCode.INVALID_REQUEST.status(), detail, List.copyOf(errors), null);
    }

    public static Problem unknownTask(String id) {
        return of(ErrorCode.UNKNOWN_TASK, "There is no task " + id + ", or its time to be kept is over.");
    }

    public JsonObject toJson() {
        var json = JSON.createObjectBuilder()
                .add("type", "urn:kingtask:problem:" + code.word())
                .add("title", code.title())
                .add("status", status)
                .add("detail", detail)
                .add("code", code.word());
        if (!errors.isEmpty()) {
            var list = JSON.createArrayBuilder();
            for (var error : errors) {
                list.add(JSON.createObjectBuilder()
                        .add("field", error.field())
                        .add("value", error.value() == null ? JsonValue.NULL : JSON.createValue(error.value()))
                        .add("message", error.message()));
            }
            json.add("errors", list);
        }
        return json.build();
    }

    /** The answer, with the JSON already written: no message body writer has a say in it. */
    public Response toResponse() {
        var response = Response.status(status).type(MEDIA_TYPE).entity(toJson().toString());
        if (retryAfter != null) {
            response.header("Retry-After", seconds(retryAfter));
        }
        return response.build();
    }

    private static String seconds(Duration retryAfter) {
        return Long.toString(Math.max(1, retryAfter.toSeconds()));
    }

    /** Answers from outside the REST interface, where a filter or a servlet refuses. Headers of the caller's own come before. */
    public void send(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (retryAfter != null) {
            response.setHeader("Retry-After", seconds(retryAfter));
        }
        response.getOutputStream().write(toJson().toString().getBytes(StandardCharsets.UTF_8));
    }
}
