package io.kingtask.cli;

import io.kingtask.client.BrokerApi;
import io.kingtask.client.BrokerException;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What a broker says of everything at about one moment.
 *
 * @param stats the counters
 * @param history a line for each interval of the last minutes, oldest first
 */
record Look(
        String broker,
        Instant at,
        JsonObject stats,
        JsonArray history,
        JsonArray queues,
        JsonArray workers,
        JsonArray running) {

    private static final int NOT_FOUND = 404;

    static Look at(BrokerApi broker) {
        return new Look(
                broker.address(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Json.object(broker.get("/stats", Map.of())),
                items(broker, "/stats/history", Map.of("minutes", "10")),
                items(broker, "/queues", Map.of()),
                items(broker, "/workers", Map.of()),
                items(broker, "/tasks", Map.of("state", "running", "limit", "50")));
    }

    /** The newest interval that is over; empty when there is none. */
    JsonObject latest() {
        return history.isEmpty() ? JsonValue.EMPTY_JSON_OBJECT : history.getJsonObject(history.size() - 1);
    }

    /** A broker that does not have such a list has nothing of it to show. */
    private static JsonArray items(BrokerApi broker, String path, Map<String, String> query) {
        try {
            return Json.items(Json.object(broker.get(path, query)));
        } catch (BrokerException e) {
            if (e.status() == NOT_FOUND) {
                return JsonValue.EMPTY_JSON_ARRAY;
            }
            throw e;
        }
    }
}
