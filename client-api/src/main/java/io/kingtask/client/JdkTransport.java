package io.kingtask.client;

import io.kingtask.client.Exchange.Answer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Calls by the JDK's own HTTP client, which makes each once. Jersey's default connector, and so Payara's, stands on
 * {@code HttpURLConnection}: that knows no PATCH, and of its own accord it repeats a call whose connection breaks.
 */
record JdkTransport(
        Duration connectTimeout,
        Duration answerTimeout,
        @Nullable SSLContext tls) implements Transport {

    JdkTransport(BrokerClientBuilder settings) {
        this(settings.connectTimeout(), settings.answerTimeout(), settings.tls());
    }

    @Override
    public Answer send(Exchange exchange, URI uri, @Nullable String authorization) throws IOException {
        var builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(connectTimeout);
        var http = (tls == null ? builder : builder.sslContext(tls)).build();
        var request = HttpRequest.newBuilder(uri).timeout(answerTimeout).header("Accept", exchange.accept());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        var body = exchange.body();
        if (body == null) {
            request.method(exchange.method(), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", body.type())
                    .method(exchange.method(), BodyPublishers.ofByteArray(body.bytes()));
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            var retryAfter = response.headers().firstValue("Retry-After").orElse(null);
            return new Answer(response.statusCode(), response.body(), retryAfter);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted before the answer came");
        }
    }
}
