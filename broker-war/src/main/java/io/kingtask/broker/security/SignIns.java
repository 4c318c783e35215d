package io.kingtask.broker.security;

import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.time.Clock;
import java.util.Optional;

/** The one place where a token is tried, however it was sent: the container asks the identity stores, and wrong ones are counted. */
@Singleton
public class SignIns {

    private final IdentityStoreHandler stores;
    private final FailedSignIns failures;

    @Inject
    SignIns(IdentityStoreHandler stores, Clock clock) {
        this.stores = stores;
        this.failures = new FailedSignIns(clock);
    }

    /**
     * Who the token belongs to; a wrong one counts against the address.
     *
     * @throws ProblemException when too many wrong ones came from there; the token is not even looked at then
     */
    Optional<Identity> find(String token, Origin origin) {
        return find(new TokenStore.Token(token), origin);
    }

    /** As {@link #find(String, Origin)}, of what a browser's cookie holds: a token, or a session of the identity provider's. */
    Optional<Identity> findByCookie(String value, Origin origin) {
        return find(OidcSessions.isOne(value) ? new OidcSessions.Session(value) : new TokenStore.Token(value), origin);
    }

    /** As {@link #find(String, Origin)}, but a wrong token is no attempt yet: who asks this has it tried by that method next. */
    Optional<Identity> peek(String token, Origin origin) {
        return failures.refusedFor(origin.address()).isPresent()
                ? Optional.empty()
                : Identity.of(stores.validate(new TokenStore.Token(token)));
    }

    private Optional<Identity> find(Credential credential, Origin origin) {
        failures.refusedFor(origin.address()).ifPresent(left -> {
            throw new ProblemException(Problem.later(
                    ErrorCode.TOO_MANY_ATTEMPTS,
                    "More than " + FailedSignIns.MOST + " wrong tokens came from your address within "
                            + FailedSignIns.WINDOW.toSeconds() + " s.",
                    left));
        });
        var found = Identity.of(stores.validate(credential));
        if (found.isEmpty()) {
            failures.add(origin.address());
        }
        return found;
    }
}
