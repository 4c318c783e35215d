package io.kingtask.broker.security;

import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/** The one place where a token is tried, however it was sent. */
@Singleton
public class SignIns {

    private final TokenList tokens;
    private final OidcSessions sessions;
    private final FailedSignIns failures;

    @Inject
    SignIns(TokenList tokens, OidcSessions sessions, Clock clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.failures = new FailedSignIns(clock);
    }

    /**
     * Who the token belongs to; a wrong one counts against the address.
     *
     * @throws ProblemException when too many wrong ones came from there; the token is not even looked at then
     */
    Optional<Identity> find(String token, Origin origin) {
        return find(origin, () -> ofToken(token));
    }

    /** As {@link #find(String, Origin)}, of what a browser's cookie holds: a token, or a session of the identity provider's. */
    Optional<Identity> findByCookie(String value, Origin origin) {
        return find(origin, () -> OidcSessions.isOne(value) ? sessions.open(value) : ofToken(value));
    }

    /** As {@link #find(String, Origin)}, but a wrong token is no attempt yet: who asks this has it tried by that method next. */
    Optional<Identity> peek(String token, Origin origin) {
        return failures.refusedFor(origin.address()).isPresent() ? Optional.empty() : ofToken(token);
    }

    private Optional<Identity> ofToken(String token) {
        return tokens.find(token).map(found -> new Identity(found.name(), found.role()));
    }

    private Optional<Identity> find(Origin origin, Supplier<Optional<Identity>> look) {
        failures.refusedFor(origin.address()).ifPresent(left -> {
            throw new ProblemException(Problem.later(
                    ErrorCode.TOO_MANY_ATTEMPTS,
                    "More than " + FailedSignIns.MOST + " wrong tokens came from your address within "
                            + FailedSignIns.WINDOW.toSeconds() + " s.",
                    left));
        });
        var found = look.get();
        if (found.isEmpty()) {
            failures.add(origin.address());
        }
        return found;
    }
}
