package io.kingtask.broker.config;

import io.kingtask.client.Word;
import io.kingtask.settings.Settings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The identity provider that users of the console may sign in with.
 *
 * @param rolesClaim the claim of the identity token that says what somebody may do: a string or a list of them
 * @param roles the role for each value of that claim; who has several gets the highest, who has none is not let in
 */
public record OidcSettings(
        URI issuer,
        String clientId,
        String clientSecret,
        String rolesClaim,
        Map<String, Role> roles,
        List<String> scopes) {

    static Optional<OidcSettings> read(Settings settings) {
        return settings.block("oidc")
                .map(block -> new OidcSettings(
                        issuer(block),
                        required(block, "client_id", block.text("client_id")),
                        required(block, "client_secret", block.secret("client_secret")),
                        block.text("roles_claim").orElse("groups"),
                        roles(block),
                        block.texts("scopes", List.of("openid", "profile", "email"))));
    }

    private static URI issuer(Settings block) {
        var text = block.text("issuer").orElse("");
        if (!text.matches("https://[^\\s?#]+|http://(?:localhost|127\\.0\\.0\\.1)(?::[0-9]+)?(?:/[^\\s?#]*)?")) {
            block.reject("issuer", text, "the URL of the provider, beginning with https://");
            return URI.create("https://localhost");
        }
        return URI.create(text);
    }

    private static String required(Settings block, String key, Optional<String> value) {
        if (value.isEmpty() && !block.has(key + "_file")) {
            block.reject(key, "", "what the provider gave to this broker");
        }
        return value.orElse("");
    }

    private static Map<String, Role> roles(Settings block) {
        var roles = new LinkedHashMap<String, Role>();
        block.textMap("roles").forEach((value, word) -> Word.find(Role.class, word)
                .ifPresentOrElse(
                        role -> roles.put(value, role),
                        () -> block.reject("roles", value + ": " + word, "VALUE: one of " + Word.list(Role.class))));
        if (roles.isEmpty()) {
            block.reject("roles", "", "a map of the claim's values and roles, such as {ops: operator}");
        }
        return roles;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcSettings[" + issuer + ", " + clientId + "]";
    }
}
