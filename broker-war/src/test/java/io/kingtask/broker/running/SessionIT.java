package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerScene.Resolver.class)
class SessionIT {

    private static final String TASK = "{\"executable\":\"e\",\"queue\":\"session\"}";

    private final Rest nobody;
    private final Rest admin;

    SessionIT(BrokerScene scene) {
        this.admin = scene.admin;
        this.nobody = scene.admin.as("");
    }

    @Test
    void aTokenBecomesACookieThatNoScriptReads() {
        var signedIn = nobody.post("session", "{\"token\":\"operator-token-0000\"}");
        assertEquals(200, signedIn.status());
        assertEquals("o", signedIn.text("name"));
        assertEquals("operator", signedIn.text("role"));
        assertEquals("token", signedIn.text("auth"));
        var cookie = signedIn.header("Set-Cookie");
        assertTrue(cookie.startsWith("kingtask_token="), cookie);
        for (var attribute : new String[] {"HttpOnly", "SameSite=Strict", "Path=/"}) {
            assertTrue(cookie.replace("\"", "").contains(attribute), cookie);
        }
        assertFalse(cookie.contains("Secure"), cookie);
        assertFalse(cookie.contains("Max-Age"), cookie);
    }

    @Test
    void behindHttpsTheCookieStaysThere() {
        var signedIn = nobody.post(
                "session",
                "{\"token\":\"operator-token-0000\"}",
                "Origin",
                "https://front",
                "Sec-Fetch-Site",
                "same-origin");
        assertTrue(signedIn.header("Set-Cookie").contains("Secure"));
    }

    @Test
    void aWrongTokenOpensNothing() {
        var refused = nobody.post("session", "{\"token\":\"operator-token-0001\"}");
        assertEquals(401, refused.status());
        assertEquals("unauthorized", refused.code());
        assertEquals("", refused.header("Set-Cookie"));
        assertEquals(400, nobody.post("session", "{}").status());
        assertEquals(
                415,
                nobody.send("POST", "session", "{\"token\":\"operator-token-0000\"}", "text/plain")
                        .status());
        assertEquals(401, nobody.get("session").status());
    }

    @Test
    void theCookieReadsButTheHeaderGoesFirst() {
        var seen = nobody.send("GET", "session", "", "", "Cookie", cookie());
        assertEquals("operator", seen.text("role"));
        assertEquals(
                200, nobody.send("GET", "tasks", "", "", "Cookie", cookie()).status());
        var reader = admin.as("reader-token-000000").send("GET", "session", "", "", "Cookie", cookie());
        assertEquals("reader", reader.text("role"));
        assertEquals(
                401,
                admin.as("wrong-token-0000000")
                        .send("GET", "session", "", "", "Cookie", cookie())
                        .status());
    }

    @Test
    void theCookieAloneChangesNothing() {
        assertEquals(
                "cross_site", nobody.post("tasks", TASK, "Cookie", cookie()).code());
        assertEquals(
                "cross_site",
                nobody.post("tasks", TASK, "Cookie", cookie(), "Kingtask-Console", "1", "Origin", "http://elsewhere")
                        .code());
        assertEquals(
                "cross_site",
                nobody.post("tasks", TASK, "Cookie", cookie(), "Kingtask-Console", "1", "Sec-Fetch-Site", "same-site")
                        .code());
        assertEquals(
                201,
                nobody.post("tasks", TASK, "Cookie", cookie(), "Kingtask-Console", "1")
                        .status());
    }

    @Test
    void signingOutRemovesTheCookie() {
        var gone = nobody.delete("session");
        assertEquals(204, gone.status());
        assertTrue(gone.header("Set-Cookie").contains("Max-Age=0"), gone.header("Set-Cookie"));
        assertEquals(
                403,
                nobody.send("DELETE", "session", "", "", "Sec-Fetch-Site", "cross-site")
                        .status());
    }

    private static String cookie() {
        return "kingtask_token=operator-token-0000";
    }
}
