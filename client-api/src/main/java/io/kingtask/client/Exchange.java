package io.kingtask.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of the broker and how it may be repeated.
 *
 * @param path under {@code /api/v1}, encoded
 * @param query parameters, not encoded
 * @param body null for none
 * @param repeat what a broken connection leaves open decides when the call may be made again
 */
record Exchange(
        String method,
        String path,
        Map<String, String> query,
        String accept,
        @Nullable Body body,
        Repeat repeat) {

    /** What is sent. */
    record Body(String type, byte[] bytes) {}

    /** What came back. */
    record Answer(int status, byte[] body, @Nullable String retryAfter) {

        boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    /** When a call may be made again after it failed. */
    enum Repeat {
        /** It changes nothing, or changes the same thing once: always. */
        ALWAYS,
        /** Made twice it might do something twice: only when it surely did not reach a broker. */
        IF_NOT_SENT
    }

    /** The path of a task, or of something of it. */
    static String taskPath(String id, String rest) {
        var canonical = TaskId.parse(id)
                .orElseThrow(() -> new IllegalArgumentException("'" + id + "' is no task id; allowed: a UUID."));
        return "/tasks/" + canonical + rest;
    }

    static Exchange get(String path) {
        return new Exchange("GET", path, Map.of(), "application/json", null, Repeat.ALWAYS);
    }

    static Exchange change(String method, String path, @Nullable Body body) {
        return new Exchange(method, path, Map.of(), "application/json", body, Repeat.IF_NOT_SENT);
    }

    /** A submission: its tasks carry their ids, so a second one of the same changes nothing. */
    static Exchange submission(String path, Body body) {
        return new Exchange("POST", path, Map.of(), "application/json", body, Repeat.ALWAYS);
    }

    Exchange query(Map<String, String> parameters) {
        return new Exchange(method, path, parameters, accept, body, repeat);
    }

    Exchange accept(String type) {
        return new Exchange(method, path, query, type, body, repeat);
    }

    /** The call's address at one broker. */
    URI at(URI root) {
        var uri = new StringBuilder(root.toString()).append("/api/v1").append(path);
        char separator = '?';
        for (var parameter : query.entrySet()) {
            uri.append(separator).append(parameter.getKey()).append('=');
            uri.append(encoded(parameter.getValue()));
            separator = '&';
        }
        return URI.create(uri.toString());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
