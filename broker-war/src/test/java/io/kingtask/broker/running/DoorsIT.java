package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens before and around the look at a token. The tests are a trusted proxy, so that each can be another client. */
@ExtendWith(BrokerScene.Resolver.class)
class DoorsIT {

    private static final String TASK = "{\"executable\":\"e\",\"queue\":\"doors\"}";

    private final BrokerScene scene;
    private final Rest admin;
    private final Wire wire;

    DoorsIT(BrokerScene scene) {
        this.scene = scene;
        this.admin = scene.admin;
        this.wire = Wire.to(scene.broker.root());
    }

    @Test
    void otherNamesForThisBrokerAreRefusedForPagesAndCallsAlike() {
        for (var path : new String[] {"/", "/console/app.js", "/api/v1/health/live", "/metrics"}) {
            var refused = wire.ask("GET " + path, "Host: evil.example");
            assertEquals(421, refused.status(), refused.toString());
            assertTrue(refused.has("\"code\":\"wrong_host\"") && refused.has("hosts"), refused.toString());
        }
        for (var host :
                new String[] {"localhost:1", "127.0.0.1", "[::1]", "broker.example", "one.brokers.example:80"}) {
            assertEquals(
                    200, wire.ask("GET /api/v1/health/live", "Host: " + host).status(), host);
        }
    }

    @Test
    void wrongTokensFromOneAddressCloseTheDoorForItHoweverTheyAreSent() {
        var from = "203.0.113.7";
        for (int i = 0; i < 4; i++) {
            assertEquals(401, as("wrong-token-" + i, from).status());
            assertEquals(
                    401,
                    wire.ask("GET /api/v1/tasks", "X-Forwarded-For: " + from, "Cookie: kingtask_token=wrong")
                            .status());
        }
        for (int i = 0; i < 2; i++) {
            assertEquals(401, signIn(from).status());
        }
        var refused = signIn(from);
        assertEquals(429, refused.status());
        assertEquals("too_many_attempts", refused.code());
        assertTrue(Integer.parseInt(refused.header("Retry-After")) <= 61);
        assertEquals(429, as("admin-token-0000000", from).status());
        assertEquals(200, as("admin-token-0000000", "203.0.113.8").status());
        assertEquals(
                401, wire.ask("GET /api/v1/tasks", "X-Forwarded-For: " + from).status());
    }

    @Test
    void aClientCannotChooseItsAddressBehindTheProxy() {
        for (int i = 0; i < 10; i++) {
            as("wrong-token", "198.51.100." + i + ", 203.0.113.50");
        }
        assertEquals(429, as("wrong-token", "198.51.100.99, 203.0.113.50").status());
    }

    @Test
    void whoeverChangesSomethingIsWrittenDown() {
        var task = admin.as("operator-token-0000")
                .post("tasks", TASK, "X-Forwarded-For", "203.0.113.60")
                .text("id");
        admin.as("operator-token-0000").delete("tasks/" + task);
        admin.as("reader-token-000000").delete("tasks/" + task);
        admin.as("").send("POST", "session", "{\"token\":\"submitter-token-000\"}", "application/json");
        admin.post("queues/doors/pause", "");
        admin.post("queues/doors/resume", "");
        assertLogged("\"who\":\"o\",\"role\":\"operator\",\"from\":\"203.0.113.60\",\"method\":\"POST\","
                + "\"path\":\"/api/v1/tasks\",\"status\":201,\"task\":\"" + task + "\"}");
        var path = "\"from\":\"127.0.0.1\",\"method\":\"DELETE\",\"path\":\"/api/v1/tasks/" + task + "\",";
        assertLogged("\"who\":\"o\",\"role\":\"operator\"," + path + "\"status\":200,\"task\":\"" + task + "\"}");
        assertLogged("\"who\":\"r\",\"role\":\"reader\"," + path + "\"status\":403,\"task\":\"" + task + "\"}");
        assertLogged("\"who\":\"s\",\"role\":\"submitter\",\"from\":\"127.0.0.1\",\"method\":\"POST\","
                + "\"path\":\"/api/v1/session\",\"status\":200}");
        assertLogged("\"path\":\"/api/v1/queues/doors/pause\",\"status\":200,\"queue\":\"doors\"}");
    }

    @Test
    void refusedChangesAreWrittenDownAndReadingIsNot() {
        wire.ask("POST /api/v1/tasks/forged%0a%7b%22who%22", "X-Forwarded-For: 203.0.113.61");
        wire.ask("DELETE /api/v1/queues/q/tasks", "Host: evil.example", "X-Forwarded-For: 203.0.113.62");
        as("admin-token-0000000", "203.0.113.63");
        assertLogged(
                "\"from\":\"203.0.113.61\",\"method\":\"POST\",\"path\":\"/api/v1/tasks/forged%0a%7b%22who%22\",\"status\":40");
        assertLogged(
                "\"from\":\"203.0.113.62\",\"method\":\"DELETE\",\"path\":\"/api/v1/queues/q/tasks\",\"status\":421}");
        assertFalse(scene.broker.logged("203.0.113.63"));
    }

    @Test
    void httpsAtTheProxyIsBelieved() {
        var secure = wire.ask("GET /", "X-Forwarded-Proto: https", "Host: broker.example");
        assertTrue(secure.has("Strict-Transport-Security: max-age="), secure.toString());
        assertFalse(wire.ask("GET /", "Host: broker.example").has("Strict-Transport-Security"));
        assertFalse(wire.ask("GET /", "X-Forwarded-Proto: https").has("Strict-Transport-Security"));
    }

    private Rest.Answer as(String token, String from) {
        return admin.as(token).send("GET", "tasks", "", "", "X-Forwarded-For", from);
    }

    private Rest.Answer signIn(String from) {
        return admin.as("").post("session", "{\"token\":\"wrong\"}", "X-Forwarded-For", from);
    }

    private void assertLogged(String text) {
        Soon.until(() -> scene.broker.logged(text));
    }
}
