package io.kingtask.broker.submission;

import static io.kingtask.broker.http.JsonLibrary.JSON;

import io.kingtask.broker.http.Problem;
import io.kingtask.client.Durability;
import io.kingtask.store.NewTask;
import jakarta.json.JsonObject;

/** One task of a batch, before and after it went to the store. */
sealed interface BatchLine {

    /** A task that can be stored. */
    record Valid(NewTask task) implements BatchLine {}

    /** A task that will not be stored, or was not. */
    record Refused(Problem problem) implements BatchLine {}

    /** A task that is stored, and where. */
    record Stored(String id, Durability durability) implements BatchLine {}

    default JsonObject toJson() {
        if (this instanceof Refused refused) {
            return JSON.createObjectBuilder()
                    .add("problem", refused.problem().toJson())
                    .build();
        }
        if (this instanceof Stored stored) {
            return JSON.createObjectBuilder()
                    .add("id", stored.id())
                    .add("durability", stored.durability().word())
                    .build();
        }
        throw new IllegalStateException("A line is answered after it went to the store.");
    }
}
