package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerScene.Resolver.class)
class SecurityIT {

    private static final String TASK = "{\"executable\":\"e\",\"queue\":\"security\"}";

    private final Rest admin;

    SecurityIT(BrokerScene scene) {
        this.admin = scene.admin;
    }

    @Test
    void nothingIsOpenWithoutAToken() {
        for (var path : new String[] {"tasks", "timers", "application.wadl"}) {
            var refused = admin.as("").get(path);
            assertEquals(401, refused.status(), path);
            assertTrue(refused.header("WWW-Authenticate").startsWith("Bearer"));
        }
        assertEquals("unauthorized", admin.as("").post("tasks", TASK).code());
        assertEquals(
                "unauthorized", admin.as("wrong-token-0000000").get("tasks").code());
    }

    @Test
    void healthNeedsNoToken() {
        assertEquals(200, admin.as("").get("health/live").status());
        assertEquals(200, admin.as("").get("health/ready").status());
    }

    @Test
    void eachRoleMayDoWhatItIsFor() {
        var reader = admin.as("reader-token-000000");
        var submitter = admin.as("submitter-token-000");
        var operator = admin.as("operator-token-0000");
        assertEquals(200, reader.get("tasks").status());
        var refused = reader.post("tasks", TASK);
        assertEquals(403, refused.status());
        assertTrue(refused.text("detail").contains("submitter"));
        var task = submitter.post("tasks", TASK);
        assertEquals(201, task.status());
        assertEquals(403, submitter.delete("tasks/" + task.text("id")).status());
        assertEquals(200, operator.delete("tasks/" + task.text("id")).status());
    }
}
