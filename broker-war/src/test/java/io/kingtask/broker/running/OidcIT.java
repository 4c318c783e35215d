package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.LocalRedis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in by an identity provider; the test is the browser. */
class OidcIT {

    private static final StubProvider PROVIDER = StubProvider.start();
    private static final LocalRedis REDIS = LocalRedis.start();
    private static final RunningBroker BROKER = RunningBroker.start(Map.of(
            "KINGTASK_REDIS",
            REDIS.address(),
            "KINGTASK_TOKENS",
            "[{name: a, role: admin, token: admin-token-0000000}]",
            "KINGTASK_OIDC",
            PROVIDER.settings()));

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterAll
    static void end() throws IOException {
        BROKER.close();
        REDIS.close();
        PROVIDER.close();
        assertFalse(BROKER.log().contains(StubProvider.SECRET));
    }

    @BeforeEach
    void anybody() {
        PROVIDER.says(List.of("staff", "ops"));
    }

    @Test
    void whoTheProviderKnowsIsSignedInWithTheHighestOfTheirRoles() {
        assertTrue(Rest.of(BROKER.root(), "").get("session/ways").json().getBoolean("oidc"));
        var leaving = get("session/oidc");
        assertEquals(303, leaving.statusCode());
        var back = comeBack(leaving, "");
        assertEquals(303, back.statusCode(), back.body());
        assertEquals(BROKER.root(), BROKER.root().resolve(header(back, "Location")));
        var cookie = cookie(back, "kingtask_token");
        var session = get("session", "Cookie", cookie);
        assertTrue(
                session.body().contains("\"name\":\"jane\"") && session.body().contains("\"role\":\"operator\""),
                session.body());
        assertEquals(
                401, get("session", "Cookie", cookie.replace("oidc.", "oidc.x")).statusCode());
        assertEquals(
                401,
                get("session", "Authorization", "Bearer " + cookie.substring(cookie.indexOf('=') + 1))
                        .statusCode());
    }

    @Test
    void whoHasNoRoleIsNotLetIn() {
        PROVIDER.says(List.of("guests"));
        var back = comeBack(get("session/oidc"), "");
        assertEquals(403, back.statusCode());
        assertTrue(header(back, "Set-Cookie").isEmpty(), header(back, "Set-Cookie"));
    }

    @Test
    void aSignInThatThisBrowserDidNotBeginIsRefused() {
        var leaving = get("session/oidc");
        assertEquals(403, get(path(leaving, "")).statusCode());
        assertEquals(403, comeBack(leaving, "x").statusCode());
        var other = get("session/oidc");
        assertEquals(
                403,
                get(path(leaving, ""), "Cookie", cookie(other, "kingtask_oidc")).statusCode());
    }

    @Test
    void aTokenOfAnotherKeyNonceOrReceiverIsRefused() {
        for (var lie : StubProvider.Lie.values()) {
            PROVIDER.lies(lie);
            assertEquals(401, comeBack(get("session/oidc"), "").statusCode(), lie::name);
        }
    }

    private HttpResponse<String> comeBack(HttpResponse<String> leaving, String wrong) {
        return get(path(leaving, wrong), "Cookie", cookie(leaving, "kingtask_oidc"));
    }

    /** What the provider redirects the browser to. */
    private static String path(HttpResponse<String> leaving, String wrong) {
        var back = PROVIDER.redirect(URI.create(header(leaving, "Location")));
        return back.toString().replaceFirst(".*/api/v1/", "") + wrong;
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.replaceFirst(";.*", "").replace("\"", ""))
                .findFirst()
                .orElseThrow();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(BROKER.root().resolve("api/v1/" + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
