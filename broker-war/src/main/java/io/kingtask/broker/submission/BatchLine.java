package io.kingtask.broker.submission;

import static io.kingtask.broker.http.JsonLibrary.JSON;

import io.kingtask.broker.http.Problem;
import io.kingtask.client.Durability;
import io.kingtask.store.NewTask;

/** One task of a batch, before and after it went to the store. */
sealed interface BatchLine {

    /**
     * A task that can be stored.
     *
     * @param weight about as many bytes as it had
     */
    record Valid(NewTask task, int weight) implements BatchLine {}

    /** A task that will not be stored, or was not. */
    record Refused(Problem problem) implements BatchLine {}

    /** A task that is stored, and where. */
    record Stored(String id, Durability durability) implements BatchLine {}

    default String json() {
        if (this instanceof Refused refused) {
            return JSON.createObjectBuilder()
                    .add("problem", refused.problem().toJson())
                    .build()
                    .toString();
        }
        if (this instanceof Stored stored) {
            // Neither has anything to be escaped.
            return "{\"id\":\"" + stored.id() + "\",\"durability\":\""
                    + stored.durability().word() + "\"}";
        }
        throw new IllegalStateException("A line is answered after it went to the store.");
    }
}
