package io.kingtask.broker.submission;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.security.Needs;
import io.kingtask.broker.submission.Submitter.Wish;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes single tasks. Most of them never come here: {@link FastLane} answers what is plain. */
@Path("tasks")
@Singleton
public class SubmissionResource {

    /** What holds now: the primary has the task, or a replica too. */
    static final String DURABILITY = "Kingtask-Durability";

    @Inject
    private Submitter submitter;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.SUBMITTER)
    public CompletionStage<Response> submit(
            InputStream body,
            @HeaderParam("Content-Length") @DefaultValue("-1") long length,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @HeaderParam("traceparent") @Nullable String traceparent,
            @Context SecurityContext security,
            @Context UriInfo uri)
            throws IOException {
        var tasks = uri.getBaseUriBuilder().path("tasks").build();
        var caller = security.getUserPrincipal().getName();
        return submitter
                .submit(new Wish(body, length, caller, idempotencyKey, traceparent))
                .thenApply(outcome -> Response.status(outcome.isNew() ? 201 : 200)
                        .location(URI.create(tasks + "/" + outcome.task().id()))
                        .header(DURABILITY, outcome.durability().word())
                        .entity(outcome.task())
                        .build());
    }
}
