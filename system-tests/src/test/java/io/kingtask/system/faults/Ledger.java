package io.kingtask.system.faults;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.stream.Stream;

/** The answer to {@code GET /audit}. */
record Ledger(boolean balanced, long accepted, long unfinished, long succeeded, long failed, String text) {

    static Ledger parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject audit = reader.readObject();
            JsonObject states = audit.getJsonObject("states");
            return new Ledger(
                    audit.getBoolean("balanced"),
                    audit.getJsonNumber("accepted").longValue(),
                    Stream.of("scheduled", "pending", "running", "retrying")
                            .mapToLong(states::getInt)
                            .sum(),
                    states.getInt("succeeded"),
                    states.getInt("failed"),
                    text);
        }
    }
}
