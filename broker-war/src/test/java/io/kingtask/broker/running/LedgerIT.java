package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerScene.Resolver.class)
@Timeout(120)
class LedgerIT {

    private static final Set<String> STATES =
            Set.of("scheduled", "pending", "running", "retrying", "succeeded", "failed", "cancelled", "expired");

    private final Rest reader;
    private final Rest admin;

    LedgerIT(BrokerScene scene) {
        this.admin = scene.admin;
        this.reader = scene.admin.as("reader-token-000000");
    }

    @Test
    void auditBalancesAndHasTheShapeOfTheContract() throws Exception {
        assertEquals(
                201,
                admin.post("tasks", "{\"executable\":\"e\",\"queue\":\"ledger\"}")
                        .status());
        var asked = IntStream.range(0, 5)
                .mapToObj(i -> reader.later("GET", "audit"))
                .toList();
        for (var answer : asked) {
            var audit = answer.get(60, TimeUnit.SECONDS).json();
            assertEquals(Set.of("balanced", "accepted", "states", "counted", "in_doubt"), audit.keySet());
            assertTrue(audit.getBoolean("balanced"), audit::toString);
            assertEquals(STATES, audit.getJsonObject("states").keySet());
            assertEquals(audit.getJsonObject("states"), audit.getJsonObject("counted"));
            assertEquals(0, audit.getJsonArray("in_doubt").size());
        }
    }

    @Test
    void statsCountStatesAndWhatWaitsInEachQueue() {
        admin.post("tasks", "{\"executable\":\"e\",\"queue\":\"stats\"}");
        admin.post("tasks", "{\"executable\":\"e\",\"queue\":\"stats\"}");
        var stats = reader.get("stats").json();
        assertEquals(2, stats.getJsonObject("pending").getInt("stats"));
        assertEquals(STATES, stats.getJsonObject("states").keySet());
        assertTrue(stats.getInt("accepted") >= 2);
    }

    @Test
    void bothNeedAToken() {
        assertEquals(401, admin.as("").get("audit").status());
        assertEquals(401, admin.as("").get("stats").status());
    }
}
