package io.kingtask.broker.cancellation;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.JsonBody;
import io.kingtask.broker.http.JsonFields;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.http.TaskPath;
import io.kingtask.broker.security.Needs;
import io.kingtask.broker.waiting.TaskEnds;
import io.kingtask.client.TaskView;
import io.kingtask.store.TaskStore;
import io.kingtask.store.TaskStore.Changed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Cancels, retries and reschedules. */
@Path("tasks")
@Singleton
public class ChangeResource {

    /** A worker ends a process tree within its {@code kill_grace}, 5 s unless configured. */
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    @Inject
    private TaskStore tasks;

    @Inject
    private TaskEnds ends;

    /** A running task is answered when its process tree has ended, or as it is after a while. */
    @DELETE
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public CompletionStage<TaskView> cancel(@PathParam("id") String path) {
        var id = TaskPath.id(path);
        var view =
                switch (tasks.cancel(id)) {
                    case OK -> CompletableFuture.completedFuture(tasks.find(id));
                    case REQUESTED -> ends.await(id, LONGEST_END);
                    case UNKNOWN -> throw new ProblemException(Problem.unknownTask(id));
                    case ILLEGAL_STATE -> throw illegalState(id, "Only an unfinished task can be cancelled");
                };
        return view.thenApply(found -> orUnknown(found, id));
    }

    @POST
    @Path("{id}/retry")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public TaskView retry(@PathParam("id") String path) {
        var id = TaskPath.id(path);
        return changed(tasks.retry(id), id, "Only a failed, cancelled or retrying task can be run again");
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public TaskView reschedule(@PathParam("id") String path, InputStream body) throws IOException {
        var id = TaskPath.id(path);
        var fields = new JsonFields(JsonBody.object(body));
        var startTime = fields.instant("start_time");
        if (!fields.has("start_time")) {
            fields.reject("start_time", null, "is required");
        }
        fields.check();
        if (startTime == null) {
            throw new IllegalStateException("A missing start_time was let through.");
        }
        return changed(tasks.reschedule(id, startTime), id, "Only a scheduled or retrying task can be moved");
    }

    private TaskView changed(Changed changed, String id, String rule) {
        return switch (changed) {
            case OK, REQUESTED -> orUnknown(tasks.find(id), id);
            case UNKNOWN -> throw new ProblemException(Problem.unknownTask(id));
            case ILLEGAL_STATE -> throw illegalState(id, rule);
        };
    }

    private ProblemException illegalState(String id, String rule) {
        var state = tasks.find(id).map(view -> view.state().word()).orElse("gone");
        return new ProblemException(Problem.of(ErrorCode.ILLEGAL_STATE, rule + "; task " + id + " is " + state + "."));
    }

    private static TaskView orUnknown(Optional<TaskView> view, String id) {
        return view.orElseThrow(() -> new ProblemException(Problem.unknownTask(id)));
    }
}
