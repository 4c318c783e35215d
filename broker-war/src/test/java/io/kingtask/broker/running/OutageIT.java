package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.LocalRedis;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class OutageIT {

    private static final String TASK = "{\"executable\":\"e\"}";

    @Test
    void brokerOutlivesRedisAndMakesItsOwnToken() throws Exception {
        try (var redis = LocalRedis.start()) {
            redis.stop();
            var environment = Map.of("KINGTASK_REDIS", redis.address(), "KINGTASK_MAX_PENDING", "2");
            try (var broker = RunningBroker.start(environment)) {
                var rest = Rest.of(broker.root(), tokenMadeBy(broker));
                assertUnavailable(rest);
                Soon.until(() -> broker.logged("Redis cannot be used"));
                redis.restart();
                Soon.until(() -> rest.get("health/ready").status() == 200);
                var early = rest.post("tasks", "{\"executable\":\"e\",\"delay\":3}");
                assertEquals(201, early.status());
                redis.kill();
                assertUnavailable(rest);
                redis.restart();
                Soon.until(() ->
                        rest.get("tasks/" + early.text("id")).http().body().contains("\"state\":\"pending\""));
                assertFullAtTwo(rest);
                Soon.until(() -> broker.logged("Redis answers again"));
            }
        }
    }

    private static String tokenMadeBy(RunningBroker broker) throws Exception {
        var file = broker.home().resolve(".kingtask").resolve("token");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(broker.home().resolve(".kingtask"))));
        var token = Files.readString(file).strip();
        assertTrue(broker.log().contains(file.toString()));
        assertFalse(broker.log().contains(token));
        return token;
    }

    private static void assertUnavailable(Rest rest) {
        Soon.until(() -> rest.get("health/ready").status() == 503);
        assertEquals(200, rest.get("health/live").status());
        var refused = rest.post("tasks", TASK);
        assertEquals(503, refused.status());
        assertEquals("store_unavailable", refused.code());
        assertEquals("1", refused.header("Retry-After"));
    }

    private static void assertFullAtTwo(Rest rest) {
        assertEquals(201, rest.post("tasks", TASK).status());
        var refused = rest.post("tasks", TASK);
        assertEquals(429, refused.status());
        assertEquals("1", refused.header("Retry-After"));
    }
}
