package io.kingtask.client;

import io.kingtask.client.Exchange.Answer;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls by the Jakarta REST client of the server, or by the one that comes with this artifact. */
final class JaxrsTransport implements Transport {

    private final Client client;

    JaxrsTransport(BrokerClientBuilder settings) {
        var tls = settings.tls();
        var builder = tls == null
                ? ClientBuilder.newBuilder()
                : ClientBuilder.newBuilder().sslContext(tls);
        this.client = builder.connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                // A redirection could carry the token to another server. Other implementations than Jersey follow none
                // anyway.
                .property("jersey.config.client.followRedirects", false)
                // We read and write bytes only; Jersey's providers for XML and images would cost start-up time and
                // warn.
                .property("jersey.config.disableDefaultProvider", "ALL")
                .build();
    }

    @Override
    public Answer send(Exchange exchange, URI uri, @Nullable String authorization) throws IOException {
        var request = client.target(uri).request(exchange.accept());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        var body = exchange.body();
        var invocation = body == null
                ? request.build(exchange.method())
                : request.build(exchange.method(), Entity.entity(body.bytes(), body.type()));
        try (var response = invocation.invoke()) {
            var bytes = response.hasEntity() ? response.readEntity(byte[].class) : new byte[0];
            return new Answer(response.getStatus(), bytes, response.getHeaderString("Retry-After"));
        } catch (ProcessingException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
