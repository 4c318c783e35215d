package io.kingtask.broker.security;

import io.kingtask.broker.config.AccessToken;
import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.broker.config.Role;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tokens that open this broker: the configured ones, or the one it made for itself. */
@Singleton
public class TokenStore implements IdentityStore {

    private static final Logger LOG = LoggerFactory.getLogger(TokenStore.class);

    /** As it was sent. */
    record Token(String text) implements Credential {
        @Override
        public String toString() {
            return "Token";
        }
    }

    private final List<AccessToken> tokens;

    @Inject
    TokenStore(BrokerConfig config) {
        this(tokens(config));
    }

    TokenStore(List<AccessToken> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** Otherwise the first token that is shown would bring this bean about, and with it the file that callers take a token from. */
    void begin(@Observes Startup start) {
        LOG.debug("{} tokens open this broker.", tokens.size());
    }

    @Override
    public CredentialValidationResult validate(Credential credential) {
        return credential instanceof Token token
                ? find(token.text)
                        .map(found -> new Identity(found.name(), found.role()).asResult())
                        .orElse(CredentialValidationResult.INVALID_RESULT)
                : CredentialValidationResult.NOT_VALIDATED_RESULT;
    }

    /** Who a token belongs to. Compares digests, with all tokens, so the time taken tells nothing of them. */
    private Optional<AccessToken> find(String presented) {
        var digest = AccessToken.digest(presented);
        Optional<AccessToken> found = Optional.empty();
        for (var token : tokens) {
            if (token.matches(digest)) {
                found = Optional.of(token);
            }
        }
        return found;
    }

    private static List<AccessToken> tokens(BrokerConfig config) {
        if (!config.authRequired()) {
            LOG.warn("auth is off: whoever reaches this port may do everything.");
            return List.of();
        }
        if (!config.tokens().isEmpty()) {
            return config.tokens();
        }
        var file = TokenFile.ofUser();
        var token = AccessToken.of("local", Role.ADMIN, file.readOrCreate());
        LOG.info("No tokens are configured: the token in {} opens this broker, with the role admin.", file.path());
        return List.of(token);
    }
}
