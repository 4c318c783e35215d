package io.kingtask.broker.http;

import io.kingtask.client.Word;

/** What can go wrong, as the field {@code code} of a problem names it; the only place that says which HTTP status it has. */
public enum ErrorCode implements Word {
    INVALID_REQUEST(400, "The request is not valid"),
    MALFORMED_JSON(400, "The body is not JSON"),
    UNAUTHORIZED(401, "A token is needed"),
    FORBIDDEN(403, "The token's role is not enough"),
    CROSS_SITE(403, "Another site may not do this"),
    NOT_FOUND(404, "There is nothing here"),
    UNKNOWN_TASK(404, "There is no such task"),
    UNKNOWN_QUEUE(404, "There is no such queue"),
    UNKNOWN_WORKER(404, "There is no such worker"),
    UNKNOWN_SCHEDULE(404, "There is no such schedule"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "This cannot be answered in the wanted form"),
    REQUEST_TIMEOUT(408, "The request took too long to arrive"),
    SCHEDULE_EXISTS(409, "There is a schedule of that name"),
    ILLEGAL_STATE(409, "The task's state does not allow it"),
    COUNT_CHANGED(409, "There are more tasks than were expected"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's type is not supported"),
    WRONG_HOST(421, "This broker is not called so"),
    IDEMPOTENCY_CONFLICT(422, "The Idempotency-Key was used with another body"),
    TOO_MANY_ATTEMPTS(429, "Too many wrong tokens came from this address"),
    TOO_MANY_PENDING(429, "Too many tasks are unfinished"),
    REFUSED(400, "The request was refused"),
    INTERNAL(500, "The broker failed"),
    OVERLOADED(503, "The broker is overloaded"),
    STORE_UNAVAILABLE(503, "Redis cannot be reached"),
    NOT_REPLICATED(503, "No replica acknowledged the task");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The code for a status that the JAX-RS implementation, or the server, chose by itself. */
    public static ErrorCode ofStatus(int status) {
        return switch (status) {
            case 400 -> INVALID_REQUEST;
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            default -> status >= 500 ? INTERNAL : REFUSED;
        };
    }
}
