package io.kingtask.broker.submission;

import static io.kingtask.broker.http.JsonLibrary.JSON;

import io.kingtask.broker.http.Problem;
import io.kingtask.client.Durability;
import io.kingtask.client.TaskJson;
import io.kingtask.client.TaskView;
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

    /** A task that is stored, or was there already. */
    record Stored(String id, Durability durability) implements BatchLine {}

    /**
     * A task that is stored now, and how it begins.
     *
     * @param createdAt its time of creation as text, which is that of many
     */
    record Begun(TaskView task, String createdAt, Durability durability) implements BatchLine {}

    default String json() {
        if (this instanceof Refused refused) {
            return JSON.createObjectBuilder()
                    .add("problem", refused.problem().toJson())
                    .build()
                    .toString();
        }
        if (this instanceof Stored stored) {
            return begin(stored.id(), stored.durability()) + "}";
        }
        if (this instanceof Begun begun) {
            var task = begun.task();
            var created = begun.createdAt();
            var start = task.startTime();
            return begin(task.id(), begun.durability()) + ",\"state\":\""
                    + task.state().word() + "\",\"created_at\":\""
                    + created + "\",\"start_time\":\""
                    + (start == null || start.equals(task.createdAt()) ? created : TaskJson.format(start)) + "\"}";
        }
        throw new IllegalStateException("A line is answered after it went to the store.");
    }

    /** Nothing in it is to be escaped, here as in what follows. */
    private static String begin(String id, Durability durability) {
        return "{\"id\":\"" + id + "\",\"durability\":\"" + durability.word() + "\"";
    }
}
