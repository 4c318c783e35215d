package io.kingtask.broker.running;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** Calls a broker as one caller. */
record Rest(HttpClient http, URI root, String token) {

    static Rest of(URI root, String token) {
        var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new Rest(http, root.resolve("api/v1/"), token);
    }

    /** An answer. */
    record Answer(HttpResponse<String> http) {
        int status() {
            return http.statusCode();
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        JsonObject json() {
            try (var reader = Json.createReader(new StringReader(http.body()))) {
                return reader.readObject();
            }
        }

        JsonArray array() {
            try (var reader = Json.createReader(new StringReader(http.body()))) {
                return reader.readArray();
            }
        }

        String text(String field) {
            return json().isNull(field) ? "null" : json().getString(field);
        }

        String code() {
            return header("Content-Type").startsWith("application/problem+json") ? text("code") : "no problem";
        }
    }

    Rest as(String otherToken) {
        return new Rest(http, root, otherToken);
    }

    Answer get(String path) {
        return send("GET", path, "", "application/json");
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, "application/json", headers);
    }

    Answer delete(String path) {
        return send("DELETE", path, "", "application/json");
    }

    Answer put(String path, String body) {
        return send("PUT", path, body, "application/json");
    }

    Answer patch(String path, String body) {
        return send("PATCH", path, body, "application/json");
    }

    CompletableFuture<Answer> later(String method, String path) {
        return http.sendAsync(request(method, path, "", "application/json"), BodyHandlers.ofString())
                .thenApply(Answer::new);
    }

    CompletableFuture<Answer> laterPost(String path, String body, String... headers) {
        return http.sendAsync(request("POST", path, body, "application/json", headers), BodyHandlers.ofString())
                .thenApply(Answer::new);
    }

    Answer send(String method, String path, String body, String type, String... headers) {
        try {
            return new Answer(http.send(request(method, path, body, type, headers), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while a broker was asked.", e);
        }
    }

    private HttpRequest request(String method, String path, String body, String type, String... headers) {
        var builder = HttpRequest.newBuilder(root.resolve(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            builder.header("Content-Type", type);
        }
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return builder.build();
    }
}
