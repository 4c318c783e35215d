package io.kingtask.client;

import io.kingtask.client.Exchange.Answer;
import io.kingtask.client.Exchange.Repeat;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes calls: finds a broker that answers, repeats what may be repeated, turns refusals into exceptions. */
final class BrokerHttp implements AutoCloseable {

    private static final int UNAVAILABLE = 503;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final BrokerAddresses addresses;
    private final @Nullable String authorization;
    private final @Nullable SSLContext tls;
    private final int tries;
    private final Transport repeatable;
    private final Transport changes;

    /**
     * @param repeatable for calls that may be made again
     * @param changes for calls that must be made once
     */
    BrokerHttp(BrokerClientBuilder settings, Transport repeatable, Transport changes) {
        this.addresses = settings.addresses();
        var token = settings.token();
        this.authorization = token == null ? null : "Bearer " + token;
        this.tls = settings.tls();
        this.tries = settings.tries();
        this.repeatable = repeatable;
        this.changes = changes;
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
                var transport = exchange.repeat() == Repeat.ALWAYS ? repeatable : changes;
                var answer = transport.send(exchange, exchange.at(root), authorization);
                if (answer.isGood()) {
                    return answer;
                }
                if (answer.status() != UNAVAILABLE || exchange.repeat() != Repeat.ALWAYS || attempt >= tries) {
                    throw refusal(answer);
                }
                pause = longer(pause, askedPause(answer.retryAfter()));
            } catch (IOException e) {
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

    /** As {@link #call}, but tried once, and returns when the answer begins. */
    OpenAnswer open(Exchange exchange, Map<String, String> headers, Duration silence) {
        var uri = exchange.at(addresses.current());
        try {
            var connection = new UrlTransport(CONNECT, silence, tls).prepared(exchange, uri, authorization);
            headers.forEach(connection::setRequestProperty);
            int status = connection.getResponseCode();
            if (status >= 200 && status < 300) {
                return new OpenAnswer(connection);
            }
            try (var body = UrlTransport.body(connection)) {
                throw refusal(new Answer(status, body.readAllBytes(), connection.getHeaderField("Retry-After")));
            }
        } catch (IOException e) {
            throw unreachable(uri, e);
        }
    }

    @Override
    public void close() {
        repeatable.close();
        changes.close();
    }

    private static BrokerException refusal(Answer answer) {
        return new BrokerException(problem(answer), askedPause(answer.retryAfter()), null);
    }

    /** Without the broker's words the status says enough. */
    private static Problem problem(Answer answer) {
        return ProblemText.read(new String(answer.body(), StandardCharsets.UTF_8))
                .map(problem -> problem.status() != 0 ? problem : problem.withStatus(answer.status()))
                .orElseGet(() -> new Problem(null, null, answer.status(), null, null, null));
    }

    private static boolean mayRepeat(Exchange exchange, IOException failure) {
        return exchange.repeat() == Repeat.ALWAYS || find(failure, ConnectException.class) != null;
    }

    private static BrokerException unreachable(URI uri, IOException failure) {
        var hint = find(failure, SSLException.class) == null
                ? ""
                : " (the certificates of its authority can be given by --ca or " + Trust.VARIABLE + ")";
        return BrokerException.unreachable(
                "The broker at " + uri.getAuthority() + " cannot be reached: " + failure.getMessage() + hint, failure);
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
