package io.kingtask.broker.output;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.http.QueryFields;
import io.kingtask.broker.http.TaskPath;
import io.kingtask.broker.security.Needs;
import io.kingtask.broker.store.Background;
import io.kingtask.client.OutputName;
import io.kingtask.client.TaskState;
import io.kingtask.store.OutputStore;
import io.kingtask.store.OutputStore.Stored;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows what programs wrote, also while they run. */
@Path("tasks")
@Singleton
public class OutputResource {

    private static final long LONGEST_RANGE = 4 << 20;
    private static final long LONGEST_WHOLE = 32 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    @Inject
    private OutputStore outputs;

    @Inject
    private Follows follows;

    @Inject
    private Background background;

    /**
     * What is asked for.
     *
     * @param offset null: all
     */
    private record Range(
            String id, OutputName name, @Nullable Long offset, long length) {

        Position begin() {
            return Position.ofLatest(offset == null ? 0 : offset);
        }
    }

    /** The bytes as the program wrote them, which need not be UTF-8. Those of a running program come from its worker. */
    @GET
    @Path("{id}/output")
    @Produces("text/plain;charset=utf-8")
    @Needs(Role.READER)
    public CompletionStage<Response> output(@PathParam("id") String path, @Context UriInfo uri) {
        var range = range(path, new QueryFields(uri.getQueryParameters()));
        var stored = stored(range);
        return stored.state() == TaskState.RUNNING
                ? live(range)
                : CompletableFuture.completedFuture(
                        answer(range, stored.bytes(), stored.at(), stored.written(), stored.dropped()));
    }

    /** Asked by {@link FollowGate}, which then sends the events. */
    @GET
    @Path("{id}/output")
    @Produces(FollowRequest.TYPE)
    @Needs(Role.READER)
    public Response follow(
            @PathParam("id") String path,
            @Context UriInfo uri,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context HttpServletRequest request) {
        var range = range(path, new QueryFields(uri.getQueryParameters()));
        stored(range);
        follows.checkRoom();
        var last = Position.parse(lastEventId);
        var from = last == null ? range.begin() : last;
        FollowRequest.grant(request, new FollowRequest.Grant(range.id(), range.name(), from));
        return Response.ok().build();
    }

    private static Range range(String path, QueryFields fields) {
        var name = Optional.ofNullable(fields.word("stream", OutputName.class)).orElse(OutputName.STDOUT);
        var offset = fields.number("offset", 0, Long.MAX_VALUE / 10);
        var length = fields.number("length", 1, LONGEST_RANGE);
        fields.check();
        if (length != null && offset == null) {
            offset = 0L;
        }
        return new Range(TaskPath.id(path), name, offset, length == null ? LONGEST_RANGE : length);
    }

    private Stored stored(Range range) {
        var stored = range.offset() == null
                ? outputs.whole(range.id(), range.name())
                : outputs.piece(range.id(), range.name(), range.offset(), (int) range.length());
        return stored.orElseThrow(() -> new ProblemException(Problem.unknownTask(range.id())));
    }

    private CompletionStage<Response> live(Range range) {
        follows.checkRoom();
        var offset = range.offset();
        var snapshot =
                offset == null ? new Snapshot(false, 0, LONGEST_WHOLE) : new Snapshot(true, offset, range.length());
        follows.begin(new Follower(range.id(), range.name(), range.begin(), snapshot));
        var limit = background.later().schedule(snapshot::stop, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return snapshot.answer().thenApply(seen -> {
            limit.cancel(false);
            return answer(range, seen.bytes(), seen.at(), seen.written(), seen.dropped());
        });
    }

    private static Response answer(Range range, byte[] bytes, long at, long written, long dropped) {
        var answer = Response.ok(bytes)
                .header("Kingtask-Total-Bytes", written)
                .header("Kingtask-Dropped-Bytes", dropped)
                .header(
                        "Content-Disposition",
                        "inline; filename=\"" + range.id() + "." + range.name().word() + ".txt\"");
        if (range.offset() != null) {
            answer.header("Kingtask-Offset", at);
        }
        return answer.build();
    }
}
