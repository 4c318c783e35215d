package io.kingtask.broker.security;

import io.kingtask.broker.config.AccessToken;
import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** The one place where a token is tried, however it was sent. */
@Singleton
public class SignIns {

    private final TokenList tokens;
    private final FailedSignIns failures;

    @Inject
    SignIns(TokenList tokens, Clock clock) {
        this.tokens = tokens;
        this.failures = new FailedSignIns(clock);
    }

    /**
     * Who the token belongs to; a wrong one counts against the address.
     *
     * @throws ProblemException when too many wrong ones came from there; the token is not even looked at then
     */
    Optional<AccessToken> find(String token, Origin origin) {
        failures.refusedFor(origin.address()).ifPresent(left -> {
            throw new ProblemException(Problem.later(
                    ErrorCode.TOO_MANY_ATTEMPTS,
                    "More than " + FailedSignIns.MOST + " wrong tokens came from your address within "
                            + FailedSignIns.WINDOW.toSeconds() + " s.",
                    left));
        });
        var found = tokens.find(token);
        if (found.isEmpty()) {
            failures.add(origin.address());
        }
        return found;
    }
}
