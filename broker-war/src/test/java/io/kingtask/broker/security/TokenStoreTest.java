package io.kingtask.broker.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.broker.config.AccessToken;
import io.kingtask.broker.config.Role;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenStoreTest {

    private final TokenStore tokens = new TokenStore(
            List.of(AccessToken.of("a", Role.READER, "first-token"), AccessToken.of("b", Role.ADMIN, "second-token")));

    @Test
    void tokenBelongsToWhoItWasGivenTo() {
        assertEquals(Optional.of(new Identity("a", Role.READER)), find("first-token"));
        assertEquals(Optional.of(new Identity("b", Role.ADMIN)), find("second-token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "first", "first-token ", "First-token", "first-tokensecond-token"})
    void anythingElseBelongsToNobody(String text) {
        assertTrue(find(text).isEmpty());
    }

    @Test
    void whatIsNoTokenIsForAnotherStore() {
        assertEquals(
                CredentialValidationResult.NOT_VALIDATED_RESULT,
                tokens.validate(new UsernamePasswordCredential("a", "first-token")));
        assertEquals(
                CredentialValidationResult.NOT_VALIDATED_RESULT,
                tokens.validate(new OidcSessions.Session("first-token")));
    }

    @Test
    void credentialsDoNotTellTheirSecret() {
        assertEquals("Token", new TokenStore.Token("first-token").toString());
        assertEquals("Session", new OidcSessions.Session("oidc.x").toString());
    }

    private Optional<Identity> find(String text) {
        return Identity.of(tokens.validate(new TokenStore.Token(text)));
    }

    @Test
    void roleCoversThoseBeforeIt() {
        for (var held : Role.values()) {
            for (var needed : Role.values()) {
                assertEquals(held.compareTo(needed) >= 0, held.covers(needed), held + " for " + needed);
            }
        }
    }

    @Test
    void bearerIsReadHoweverItsSchemeIsWritten() {
        assertEquals(Optional.of("abc"), TokenGate.bearer("Bearer abc"));
        assertEquals(Optional.of("abc"), TokenGate.bearer("bEARER   abc"));
        assertFalse(TokenGate.bearer("Basic abc").isPresent());
        assertFalse(TokenGate.bearer("Bearer a b").isPresent());
        assertFalse(TokenGate.bearer(null).isPresent());
    }

    @Test
    void methodThatSaysNothingNeedsTheHighestRole() throws Exception {
        assertEquals(Role.ADMIN, TokenGate.needed(Object.class.getMethod("toString")));
        assertEquals(Role.ADMIN, TokenGate.needed(null));
    }

    @Test
    void tokenFileIsInTheHomeFolderOfTheEnvironment() {
        assertEquals(
                "/home/x/.kingtask/token",
                TokenFile.ofUser(Map.of("HOME", "/home/x")).path().toString());
        assertTrue(TokenFile.ofUser(Map.of("HOME", "relative")).path().startsWith(System.getProperty("user.home")));
    }
}
