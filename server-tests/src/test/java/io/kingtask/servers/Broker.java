package io.kingtask.servers;

import io.kingtask.client.BrokerApi;
import io.kingtask.client.BrokerClient;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The deployed broker, as its callers see it. {@code root} ends with a slash. */
record Broker(URI root) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The server is asked over loopback, whatever it calls itself. */
    static Broker at(URL url) {
        String path = url.getPath();
        return new Broker(URI.create("http://127.0.0.1:" + url.getPort() + path + (path.endsWith("/") ? "" : "/")));
    }

    BrokerClient client() {
        return BrokerClient.builder().address(root.toString()).token(Site.TOKEN).build();
    }

    BrokerApi api() {
        return BrokerClient.builder().address(root.toString()).token(Site.TOKEN).api();
    }

    /** A request below the context root, without a token. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofSeconds(60));
    }

    HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + Site.TOKEN);
    }

    HttpResponse<String> get(String path) {
        return send(authorized(path).build());
    }

    HttpResponse<String> post(String path, String type, String body) {
        return send(authorized(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
