package io.kingtask.broker.queues;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.FieldError;
import io.kingtask.broker.http.Name;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.http.QueryFields;
import io.kingtask.broker.security.Needs;
import io.kingtask.store.QueueStore;
import io.kingtask.store.QueueStore.Purge;
import io.kingtask.store.QueueStore.QueuePage;
import io.kingtask.store.QueueStore.QueueView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Shows queues; pauses, resumes and empties them. */
@Path("queues")
@Singleton
public class QueueResource {

    private static final int MOST_EXPECTED = 999_999_999;

    @Inject
    private QueueStore queues;

    /** What a purge did. */
    public record Purged(String queue, long cancelled) {}

    /** All queues on one page, unless there are more than a thousand. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public QueuePage list(@Context UriInfo uri) {
        var fields = new QueryFields(uri.getQueryParameters());
        int limit = fields.number("limit", QueryFields.MOST_ITEMS, 1, QueryFields.MOST_ITEMS);
        var cursor = fields.text("cursor");
        fields.check();
        return queues.list(limit, cursor);
    }

    @GET
    @Path("{queue}")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.READER)
    public QueueView view(@PathParam("queue") String queue) {
        return queues.find(queue).orElseThrow(() -> unknown(queue));
    }

    /** A queue that was never used may be paused ahead. */
    @POST
    @Path("{queue}/pause")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public QueueView pause(@PathParam("queue") String queue) {
        if (!Name.isValid(queue)) {
            throw new ProblemException(Problem.invalid(List.of(new FieldError("queue", queue, Name.RULE))));
        }
        queues.pause(queue);
        return view(queue);
    }

    @POST
    @Path("{queue}/resume")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public QueueView resume(@PathParam("queue") String queue) {
        queues.resume(queue);
        return view(queue);
    }

    /** With {@code ?expected=N} only when no more than N are pending: nobody cancels what he has not seen. */
    @DELETE
    @Path("{queue}/tasks")
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public Purged purge(@PathParam("queue") String queue, @Context UriInfo uri) {
        var fields = new QueryFields(uri.getQueryParameters());
        int most = fields.number("expected", MOST_EXPECTED, 0, MOST_EXPECTED);
        var expected = fields.text("expected") == null ? null : (Long) (long) most;
        fields.check();
        var purge = queues.purge(queue, expected);
        if (purge instanceof Purge.Done done) {
            return new Purged(queue, done.cancelled());
        }
        if (purge instanceof Purge.MorePending more) {
            throw new ProblemException(Problem.of(
                    ErrorCode.COUNT_CHANGED,
                    "The queue " + queue + " has " + more.pending() + " pending tasks, not " + expected
                            + "; nothing was cancelled."));
        }
        throw unknown(queue);
    }

    private static ProblemException unknown(String queue) {
        return new ProblemException(Problem.of(
                ErrorCode.UNKNOWN_QUEUE, "There is no queue " + queue + ": it was never used, served or paused."));
    }
}
