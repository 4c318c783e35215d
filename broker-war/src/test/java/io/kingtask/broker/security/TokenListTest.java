package io.kingtask.broker.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.broker.config.AccessToken;
import io.kingtask.broker.config.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenListTest {

    private final TokenList tokens = new TokenList(
            List.of(AccessToken.of("a", Role.READER, "first-token"), AccessToken.of("b", Role.ADMIN, "second-token")));

    @Test
    void tokenBelongsToWhoItWasGivenTo() {
        assertEquals("a", tokens.find("first-token").orElseThrow().name());
        assertEquals("b", tokens.find("second-token").orElseThrow().name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "first", "first-token ", "First-token", "first-tokensecond-token"})
    void anythingElseBelongsToNobody(String text) {
        assertTrue(tokens.find(text).isEmpty());
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
