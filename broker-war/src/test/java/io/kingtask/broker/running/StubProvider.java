package io.kingtask.broker.running;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small identity provider with one user, jane, who is always signed in. It calls itself localhost: for a browser that makes it another site than a
 * broker by the name 127.0.0.1.
 */
public final class StubProvider implements AutoCloseable {

    public static final String SECRET = "client-secret-0000000";

    /** In what it does not tell the truth. */
    enum Lie {
        KEY,
        NONCE,
        RECEIVER,
        ISSUER,
        TIME
    }

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey otherKey;
    private volatile Map<String, List<String>> asked = Map.of();
    private volatile List<String> groups = List.of();
    private volatile @Nullable Lie lie;

    private StubProvider(HttpServer server) throws JOSEException {
        this.server = server;
        this.key = new RSAKeyGenerator(2048).keyID("k").generate();
        this.otherKey = new RSAKeyGenerator(2048).keyID("k").generate();
    }

    public static StubProvider start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var provider = new StubProvider(server);
            server.createContext("/.well-known/openid-configuration", provider::describe);
            server.createContext(
                    "/keys", exchange -> answer(exchange, 200, new JWKSet(provider.key.toPublicJWK()).toString()));
            server.createContext("/door", provider::sendBack);
            server.createContext("/token", provider::token);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public void says(List<String> groups) {
        this.groups = groups;
        this.lie = null;
    }

    void lies(Lie lie) {
        this.lie = lie;
    }

    /** @return the block {@code oidc} for a broker whose operators are the group ops, and readers staff */
    public String settings() {
        return "{issuer: \"" + issuer() + "\", client_id: kingtask, client_secret: " + SECRET
                + ", roles: {ops: operator, staff: reader}}";
    }

    /** What a browser is answered that is sent here to sign in. */
    public URI redirect(URI door) {
        asked = URLUtils.parseParameters(door.getRawQuery());
        return URI.create(asked("redirect_uri") + "?code=the-code&state=" + asked("state"));
    }

    private void sendBack(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders()
                .add("Location", redirect(exchange.getRequestURI()).toString());
        exchange.sendResponseHeaders(303, -1);
        exchange.close();
    }

    private String asked(String name) {
        return asked.getOrDefault(name, List.of("")).get(0);
    }

    private void describe(HttpExchange exchange) throws IOException {
        var root = issuer();
        answer(exchange, 200, """
                {"issuer":"%s","authorization_endpoint":"%s/door","token_endpoint":"%s/token","jwks_uri":"%s/keys",
                 "response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(root, root, root, root));
    }

    private void token(HttpExchange exchange) throws IOException {
        var given =
                URLUtils.parseParameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var verifier = new CodeVerifier(
                given.getOrDefault("code_verifier", List.of("")).get(0));
        var challenge =
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
        var client =
                "Basic " + Base64.getEncoder().encodeToString(("kingtask:" + SECRET).getBytes(StandardCharsets.UTF_8));
        boolean right = client.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && List.of("the-code").equals(given.get("code"))
                && challenge.equals(asked("code_challenge"))
                && List.of(asked("redirect_uri")).equals(given.get("redirect_uri"));
        answer(
                exchange,
                right ? 200 : 400,
                right
                        ? "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"id_token\":\"" + identityToken() + "\"}"
                        : "{\"error\":\"invalid_grant\"}");
    }

    private String identityToken() {
        var now = Instant.now().minusSeconds(lie == Lie.TIME ? 9_000 : 0);
        var claims = new JWTClaimsSet.Builder()
                .issuer(lie == Lie.ISSUER ? "https://evil.example" : issuer())
                .audience(lie == Lie.RECEIVER ? "another" : "kingtask")
                .subject("4711")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", lie == Lie.NONCE ? "another" : asked("nonce"))
                .claim("preferred_username", "jane")
                .claim("groups", groups)
                .build();
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(), claims);
            token.sign(new RSASSASigner(lie == Lie.KEY ? otherKey : key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
