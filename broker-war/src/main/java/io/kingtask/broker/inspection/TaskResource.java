package io.kingtask.broker.inspection;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.Criteria;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.http.QueryFields;
import io.kingtask.broker.http.TaskPath;
import io.kingtask.broker.security.Needs;
import io.kingtask.broker.waiting.TaskEnds;
import io.kingtask.client.Reply;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import io.kingtask.store.TaskPage;
import io.kingtask.store.TaskQuery;
import io.kingtask.store.TaskStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Shows tasks. */
@Path("tasks")
@Singleton
public class TaskResource {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    @Inject
    private TaskStore tasks;

    @Inject
    private TaskEnds ends;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public TaskPage list(@Context UriInfo uri) {
        var fields = new QueryFields(uri.getQueryParameters());
        var state = fields.word("state", TaskState.class);
        var criteria = Criteria.read(fields, state == null ? Set.of() : Set.of(state));
        int limit = fields.limit();
        return fields.page(cursor -> tasks.list(new TaskQuery(criteria, limit, cursor)));
    }

    /** With {@code ?wait=SECONDS} the answer comes when the task is final, or when the time is over. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public CompletionStage<TaskView> view(@PathParam("id") String path, @Context UriInfo uri) {
        var fields = new QueryFields(uri.getQueryParameters());
        var wait = fields.seconds("wait", LONGEST_WAIT);
        fields.check();
        var id = TaskPath.id(path);
        var view = wait.isZero() ? CompletableFuture.completedFuture(tasks.find(id)) : ends.await(id, wait);
        return view.thenApply(found -> found.orElseThrow(() -> new ProblemException(Problem.unknownTask(id))));
    }

    /** Never a 404: who asks for a result does not care why there is none yet. */
    @GET
    @Path("{id}/result")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public Reply result(@PathParam("id") String path) {
        return TaskId.parse(path)
                .flatMap(tasks::find)
                .filter(view -> view.state().isFinal())
                .map(TaskResource::reply)
                .orElse(Reply.NONE);
    }

    private static Reply reply(TaskView view) {
        boolean succeeded = view.state() == TaskState.SUCCEEDED;
        return new Reply(
                1, succeeded ? 1 : 0, Objects.requireNonNullElse(succeeded ? view.result() : view.error(), ""));
    }
}
