package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.RedisStore;
import io.kingtask.store.WorkStore.Worker;
import jakarta.json.JsonObject;
import java.util.List;
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

    private static final Set<String> INTERVAL = Set.of(
            "at",
            "seconds",
            "accepted",
            "started",
            "succeeded",
            "failed",
            "retried",
            "lost",
            "cancelled",
            "pending",
            "running",
            "wait_ms",
            "run_ms");

    private final Rest reader;
    private final Rest admin;
    private final RedisStore store;
    private final Worker worker;

    LedgerIT(BrokerScene scene) {
        this.admin = scene.admin;
        this.store = scene.store;
        this.worker = scene.worker("history");
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
    void historyTellsWhatWasAcceptedAndStartedAndHowLongThatWaited() {
        store.history().record();
        admin.post("tasks", "{\"executable\":\"e\",\"queue\":\"history\"}");
        store.work().claim(worker, List.of("history"), 1);
        Soon.until(() -> items("stats/history?minutes=60").stream().anyMatch(item -> item.getInt("started") > 0));
        var items = items("stats/history");
        var item = items.stream()
                .filter(each -> each.getInt("started") > 0)
                .findFirst()
                .orElseThrow();
        assertEquals(INTERVAL, item.keySet());
        assertFalse(item.isNull("wait_ms"));
        assertTrue(item.getJsonNumber("seconds").doubleValue() >= 9, item::toString);
        assertTrue(items.stream().anyMatch(each -> each.getInt("accepted") > 0));
    }

    private List<JsonObject> items(String path) {
        return reader.get(path).json().getJsonArray("items").getValuesAs(JsonObject.class);
    }

    @Test
    void historyGoesBackADay() {
        assertEquals(200, reader.get("stats/history?minutes=1440").status());
        var refused = reader.get("stats/history?minutes=1441");
        assertEquals(400, refused.status());
        assertTrue(refused.text("detail").contains("1440"));
    }

    @Test
    void allNeedAToken() {
        assertEquals(401, admin.as("").get("audit").status());
        assertEquals(401, admin.as("").get("stats").status());
        assertEquals(401, admin.as("").get("stats/history").status());
    }
}
