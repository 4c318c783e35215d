package io.kingtask.broker.security;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.broker.config.OidcSettings;
import io.kingtask.broker.config.Role;
import io.kingtask.client.Word;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What stands in the cookie of somebody whom the identity provider knows, in place of a token: name and role, sealed. Every broker with the same
 * client secret knows it; none keeps anything.
 */
@Singleton
public class OidcSessions implements IdentityStore {

    static final Duration LONGEST = Duration.ofHours(8);

    private static final String PREFIX = "oidc.";

    /** As it stood in the cookie. */
    record Session(String text) implements Credential {
        @Override
        public String toString() {
            return "Session";
        }
    }

    private final Optional<Seal> seal;
    private final Clock clock;

    @Inject
    OidcSessions(BrokerConfig config, Clock clock) {
        this.clock = clock;
        this.seal = config.access()
                .oidc()
                .map(OidcSettings::clientSecret)
                .map(secret -> new Seal(secret, "session", clock));
    }

    boolean areOffered() {
        return seal.isPresent();
    }

    static boolean isOne(String cookie) {
        return cookie.startsWith(PREFIX);
    }

    String make(Identity identity) {
        return PREFIX
                + seal.orElseThrow()
                        .close(
                                identity.role().word() + " " + identity.name(),
                                clock.instant().plus(LONGEST));
    }

    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof Session session
                ? open(session.text).map(Identity::asResult).orElse(CredentialValidationResult.INVALID_RESULT)
                : CredentialValidationResult.NOT_VALIDATED_RESULT;
    }

    private Optional<Identity> open(String cookie) {
        return seal.flatMap(one -> one.open(cookie.substring(PREFIX.length()))).flatMap(OidcSessions::parse);
    }

    private static Optional<Identity> parse(String text) {
        int blank = text.indexOf(' ');
        return Word.find(Role.class, text.substring(0, blank))
                .map(role -> new Identity(text.substring(blank + 1), role));
    }
}
