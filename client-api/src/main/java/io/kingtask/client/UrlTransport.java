package io.kingtask.client;

import io.kingtask.client.Exchange.Answer;
import io.kingtask.client.Exchange.Repeat;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls by {@code HttpURLConnection}, the quickest way from the start of a JVM to an answer. A change is sent as a stream, for
 * the class does not repeat what it streams; PATCH, which it does not know, goes by the JDK's other client.
 */
final class UrlTransport implements Transport {

    private final Duration connectTimeout;
    private final Duration answerTimeout;
    private final @Nullable SSLContext tls;

    /** One for all calls: connections are kept for the factory that made them. */
    private final @Nullable SSLSocketFactory secureSockets;

    UrlTransport(BrokerClientBuilder settings) {
        this(settings.connectTimeout(), settings.answerTimeout(), settings.tls());
    }

    UrlTransport(Duration connectTimeout, Duration answerTimeout, @Nullable SSLContext tls) {
        this.connectTimeout = connectTimeout;
        this.answerTimeout = answerTimeout;
        this.tls = tls;
        this.secureSockets = tls == null ? null : tls.getSocketFactory();
    }

    @Override
    public Answer send(Exchange exchange, URI uri, @Nullable String authorization) throws IOException {
        if (exchange.method().equals("PATCH")) {
            return new JdkTransport(connectTimeout, answerTimeout, tls).send(exchange, uri, authorization);
        }
        var connection = prepared(exchange, uri, authorization);
        try {
            write(exchange, connection);
            int status = connection.getResponseCode();
            try (var body = body(connection)) {
                return new Answer(status, body.readAllBytes(), connection.getHeaderField("Retry-After"));
            }
        } catch (HttpRetryException e) {
            // What is streamed is not sent again with other credentials; there are none.
            return new Answer(e.responseCode(), new byte[0], null);
        }
    }

    /** A connection that has sent nothing yet. */
    HttpURLConnection prepared(Exchange exchange, URI uri, @Nullable String authorization) throws IOException {
        var connection = (HttpURLConnection) uri.toURL().openConnection();
        if (secureSockets != null && connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(secureSockets);
        }
        // A redirection could carry the token to another server.
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) connectTimeout.toMillis());
        connection.setReadTimeout((int) answerTimeout.toMillis());
        connection.setRequestMethod(exchange.method());
        connection.setRequestProperty("Accept", exchange.accept());
        if (authorization != null) {
            connection.setRequestProperty("Authorization", authorization);
        }
        return connection;
    }

    private static void write(Exchange exchange, HttpURLConnection connection) throws IOException {
        if (exchange.method().equals("GET")) {
            return;
        }
        var body = exchange.body();
        var bytes = body == null ? new byte[0] : body.bytes();
        if (body != null) {
            connection.setRequestProperty("Content-Type", body.type());
        }
        if (exchange.repeat() == Repeat.IF_NOT_SENT) {
            connection.setFixedLengthStreamingMode(bytes.length);
        }
        connection.setDoOutput(true);
        try (var out = connection.getOutputStream()) {
            out.write(bytes);
        }
    }

    /** Of a refusal, too. */
    static InputStream body(HttpURLConnection connection) throws IOException {
        boolean good = connection.getResponseCode() < 400;
        var body = good ? connection.getInputStream() : connection.getErrorStream();
        return body == null ? InputStream.nullInputStream() : body;
    }
}
