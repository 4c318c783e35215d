package io.kingtask.system.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A running Prometheus. */
record Monitor(HttpClient http, String address) {

    Monitor(String address) {
        this(HttpClient.newHttpClient(), address);
    }

    /** The series that an expression gives now; an expression that is wrong fails the test. */
    List<Object> query(String expression) {
        Map<String, Object> answer =
                get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (!"success".equals(answer.get("status"))) {
            throw new AssertionError(expression + ": " + answer);
        }
        return Yaml.list(Yaml.map(answer.get("data")).get("result"));
    }

    /** Of every alert rule, its name, health and state. */
    List<String> rules() {
        return Yaml.list(Yaml.map(get("/api/v1/rules").get("data")).get("groups")).stream()
                .flatMap(group -> Yaml.list(Yaml.map(group).get("rules")).stream())
                .map(Yaml::map)
                .map(rule -> rule.get("name") + " " + rule.get("health") + " " + rule.get("state"))
                .toList();
    }

    private Map<String, Object> get(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                    .build();
            return Yaml.map(
                    Yaml.parse(http.send(request, BodyHandlers.ofString()).body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
