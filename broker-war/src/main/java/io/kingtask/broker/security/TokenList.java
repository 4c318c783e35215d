package io.kingtask.broker.security;

import io.kingtask.broker.config.AccessToken;
import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.broker.config.Role;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tokens that open this broker: the configured ones, or the one it made for itself. */
@Singleton
public class TokenList {

    private static final Logger LOG = LoggerFactory.getLogger(TokenList.class);

    private final List<AccessToken> tokens;

    @Inject
    TokenList(BrokerConfig config) {
        this(tokens(config));
    }

    TokenList(List<AccessToken> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** Who a token belongs to. Compares digests, with all tokens, so the time taken tells nothing of them. */
    Optional<AccessToken> find(String presented) {
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
