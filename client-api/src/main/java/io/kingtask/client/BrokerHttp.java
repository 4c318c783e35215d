package io.kingtask.client;

import io.kingtask.client.Exchange.Answer;
import io.kingtask.client.Exchange.Repeat;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes calls: finds a broker that answers, repeats what may be repeated, turns refusals into exceptions. */
final class BrokerHttp implements AutoCloseable {

    private static final int UNAVAILABLE = 503;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final BrokerAddresses addresses;
    private final @Nullable String authorization;
    private final int tries;
    private final Jsonb json;
    private final Client client;
    private final ChangeCall changes;

    BrokerHttp(BrokerClientBuilder settings, Jsonb json) {
        this.addresses = settings.addresses();
        var token = settings.token();
        this.authorization = token == null ? null : "Bearer " + token;
        this.tries = settings.tries();
        this.json = json;
        this.client = ClientBuilder.newBuilder()
                .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS)
                // A redirection could carry the token to another server. Other implementations than Jersey follow none
                // anyway.
                .property("jersey.config.client.followRedirects", false)
                // We read and write bytes only; Jersey's providers for XML and images would cost start-up time and
                // warn.
                .property("jersey.config.disableDefaultProvider", "ALL")
                .build();
        this.changes = new ChangeCall(settings.connectTimeout(), settings.answerTimeout());
    }

    /**
     * Makes the call.
     *
     * @throws BrokerException if the last try did not reach a broker, or the answer is no 2xx
     */
    Answer call(Exchange exchange) {
        var pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            var root = addresses.current();
            try {
                var answer = once(exchange, exchange.at(root));
                if (answer.isGood()) {
                    return answer;
                }
                if (answer.status() != UNAVAILABLE || exchange.repeat() != Repeat.ALWAYS || attempt >= tries) {
                    throw refusal(answer);
                }
                pause = longer(pause, askedPause(answer.retryAfter()));
            } catch (ProcessingException e) {
                if (attempt >= tries || !mayRepeat(exchange, e)) {
                    throw unreachable(exchange.at(root), e);
                }
            }
            addresses.turnAwayFrom(root);
            sleep(pause);
            pause = pause.multipliedBy(2);
        }
    }

    /** The broker that is asked now. */
    String address() {
        return addresses.current().getAuthority();
    }

    @Override
    public void close() {
        client.close();
    }

    private Answer once(Exchange exchange, URI uri) {
        if (exchange.repeat() == Repeat.IF_NOT_SENT) {
            return changes.send(exchange, uri, authorization);
        }
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
        }
    }

    private BrokerException refusal(Answer answer) {
        return new BrokerException(problem(answer), askedPause(answer.retryAfter()), null);
    }

    private Problem problem(Answer answer) {
        try {
            var text = new String(answer.body(), StandardCharsets.UTF_8);
            var problem = text.isBlank() ? null : json.fromJson(text, Problem.class);
            if (problem != null && problem.code() != null) {
                return problem.status() != 0 ? problem : problem.withStatus(answer.status());
            }
        } catch (JsonbException e) {
            // Not the broker's words: a proxy's page, or the server's own. The status says enough.
        }
        return new Problem(null, null, answer.status(), null, null, null);
    }

    private static boolean mayRepeat(Exchange exchange, ProcessingException failure) {
        return exchange.repeat() == Repeat.ALWAYS || find(failure, ConnectException.class) != null;
    }

    private static BrokerException unreachable(URI uri, ProcessingException failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return BrokerException.unreachable(
                "The broker at " + uri.getAuthority() + " cannot be reached: " + cause.getMessage(), cause);
    }

    private static @Nullable Duration askedPause(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.matches("[0-9]{1,6}")) {
            return null;
        }
        return Duration.ofSeconds(Long.parseLong(retryAfter));
    }

    private static Duration longer(Duration pause, @Nullable Duration asked) {
        return asked == null || asked.compareTo(pause) < 0 ? pause : asked;
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(Math.min(pause.toMillis(), LONGEST_PAUSE.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BrokerException.unreachable("Interrupted before the call could be repeated.", e);
        }
    }

    private static @Nullable Throwable find(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return cause;
            }
        }
        return null;
    }
}
