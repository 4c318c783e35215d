package io.kingtask.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link BrokerClient}. {@link BrokerClient#builder} makes one. */
public final class BrokerClientBuilder {

    private final List<String> addresses = new ArrayList<>();
    private @Nullable String token;
    private @Nullable Path authorities;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration answerTimeout = Duration.ofSeconds(70);
    private int tries = 6;

    BrokerClientBuilder() {}

    /**
     * The address of a broker: {@code host:port}, or a URL where it is not at the root of its server or speaks HTTPS. Call it
     * again for each further broker; all must work on the same Redis. When one fails, the next one is asked.
     */
    public BrokerClientBuilder address(String address) {
        addresses.add(Objects.requireNonNull(address, "address"));
        return this;
    }

    /** The token to show; without it {@link BrokerToken#discover} looks for one. */
    public BrokerClientBuilder token(String token) {
        this.token = BrokerToken.checked(Objects.requireNonNull(token, "token"), "The token");
        return this;
    }

    /**
     * A PEM file with the certificates of the authorities that may have signed the broker's; without it the environment variable
     * {@code KINGTASK_CA} may name one, else those that Java knows are trusted.
     */
    public BrokerClientBuilder certificateAuthorities(Path file) {
        this.authorities = Objects.requireNonNull(file, "file");
        return this;
    }

    /** How long a connection may take to be made; 5 s unless set. */
    public BrokerClientBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = positive(timeout, "connectTimeout");
        return this;
    }

    /** How long an answer may take; 70 s unless set, because a broker holds back the answer to an {@code await} up to 60 s. */
    public BrokerClientBuilder answerTimeout(Duration timeout) {
        this.answerTimeout = positive(timeout, "answerTimeout");
        return this;
    }

    /**
     * How often a call is tried, the first time included, when a broker cannot be reached, the connection breaks or it answers
     * 503; 6 unless set, which is about 3 s of patience.
     */
    public BrokerClientBuilder tries(int tries) {
        if (tries < 1) {
            throw new IllegalArgumentException("tries=" + tries + " must be 1 or more");
        }
        this.tries = tries;
        return this;
    }

    public BrokerClient build() {
        return new BrokerClient(this);
    }

    /** The REST interface as text, with these settings. */
    public BrokerApi api() {
        return new BrokerApi(this);
    }

    BrokerAddresses addresses() {
        return new BrokerAddresses(addresses);
    }

    @Nullable String token() {
        return token == null ? BrokerToken.discover().orElse(null) : token;
    }

    /** Null: what Java does by itself. */
    @Nullable SSLContext tls() {
        var named = System.getenv().getOrDefault(Trust.VARIABLE, "");
        var file = authorities == null && !named.isBlank() ? Path.of(named) : authorities;
        boolean needed = addresses.stream().anyMatch(address -> address.strip().startsWith("https:"));
        return file == null || !needed ? null : Trust.in(file);
    }

    Duration connectTimeout() {
        return connectTimeout;
    }

    Duration answerTimeout() {
        return answerTimeout;
    }

    int tries() {
        return tries;
    }

    private static Duration positive(Duration timeout, String name) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(name + "=" + timeout + " must be longer than 0");
        }
        return timeout;
    }
}
