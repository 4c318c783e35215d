package io.kingtask.broker.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.kingtask.broker.config.OidcSettings;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The identity provider, spoken to by OpenID Connect's authorization code flow with PKCE. What it says of itself is asked for once. */
final class IdentityProvider {

    private static final int PATIENCE = (int) Duration.ofSeconds(10).toMillis();

    private final OidcSettings settings;
    private volatile @Nullable OIDCProviderMetadata metadata;

    IdentityProvider(OidcSettings settings) {
        this.settings = settings;
    }

    /** What must be remembered of a sign-in while the browser is at the provider. */
    record Attempt(String state, String nonce, String verifier) {

        static Attempt start() {
            return new Attempt(new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue());
        }
    }

    /** Where to send the browser. */
    URI door(Attempt attempt, URI back) throws IOException {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope(settings.scopes().toArray(String[]::new)), client(), back)
                .endpointURI(metadata().getAuthorizationEndpointURI())
                .state(new State(attempt.state))
                .nonce(new Nonce(attempt.nonce))
                .codeChallenge(new CodeVerifier(attempt.verifier), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * Who came back with this code; nobody when no role is meant for them.
     *
     * @throws IOException when the provider does not answer, or what it says does not hold
     */
    Optional<Identity> identify(Attempt attempt, String code, URI back) throws IOException {
        var grant = new AuthorizationCodeGrant(new AuthorizationCode(code), back, new CodeVerifier(attempt.verifier));
        var secret = new ClientSecretBasic(client(), new Secret(settings.clientSecret()));
        var request = new TokenRequest.Builder(metadata().getTokenEndpointURI(), secret, grant)
                .build()
                .toHTTPRequest();
        request.setConnectTimeout(PATIENCE);
        request.setReadTimeout(PATIENCE);
        try {
            var answer = OIDCTokenResponseParser.parse(request.send());
            if (!(answer instanceof OIDCTokenResponse good)) {
                throw new IOException("the provider refused the code: "
                        + answer.toErrorResponse().getErrorObject().getCode());
            }
            return identity(validator().validate(good.getOIDCTokens().getIDToken(), new Nonce(attempt.nonce)));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new IOException("what the provider says does not hold: " + e.getMessage(), e);
        }
    }

    private IDTokenValidator validator() throws IOException {
        var known = metadata();
        return new IDTokenValidator(
                new Issuer(settings.issuer()),
                client(),
                JWSAlgorithm.RS256,
                known.getJWKSetURI().toURL());
    }

    private Optional<Identity> identity(IDTokenClaimsSet claims) {
        var given = claims.getClaim(settings.rolesClaim());
        var values = given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
        var name = Optional.ofNullable(claims.getStringClaim("preferred_username"))
                .or(() -> Optional.ofNullable(claims.getStringClaim("email")))
                .orElse(claims.getSubject().getValue());
        return values.stream()
                .map(value -> settings.roles().get(String.valueOf(value)))
                .filter(role -> role != null)
                .max(Comparator.naturalOrder())
                .map(role -> new Identity(name, role));
    }

    private ClientID client() {
        return new ClientID(settings.clientId());
    }

    private OIDCProviderMetadata metadata() throws IOException {
        var known = metadata;
        if (known == null) {
            try {
                known = OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), PATIENCE, PATIENCE);
            } catch (GeneralException e) {
                throw new IOException("what the provider says of itself cannot be read: " + e.getMessage(), e);
            }
            metadata = known;
        }
        return known;
    }
}
