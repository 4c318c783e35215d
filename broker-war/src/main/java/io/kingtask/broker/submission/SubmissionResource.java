package io.kingtask.broker.submission;

import io.kingtask.broker.admission.AcceptedTask;
import io.kingtask.broker.admission.Committers;
import io.kingtask.broker.admission.IdempotencyKey;
import io.kingtask.broker.admission.Refusal;
import io.kingtask.broker.admission.TaskReader;
import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.security.Needs;
import io.kingtask.broker.store.Background;
import io.kingtask.store.NewTask;
import io.kingtask.store.TaskStore;
import io.kingtask.store.TaskStore.Submitted;
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
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes single tasks. */
@Path("tasks")
@Singleton
public class SubmissionResource {

    /** What holds now: the primary has the task, or a replica too. */
    private static final String DURABILITY = "Kingtask-Durability";

    @Inject
    private Intake intake;

    @Inject
    private TaskReader reader;

    @Inject
    private Committers committers;

    @Inject
    private TaskStore tasks;

    @Inject
    private Background background;

    @Inject
    private Clock clock;

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
        var key = IdempotencyKey.of(security.getUserPrincipal().getName(), idempotencyKey);
        var task = reader.read(intake.read(body, length), key, traceparent);
        var location = uri.getBaseUriBuilder().path("tasks").path(task.id()).build();
        return committers.submit(List.of(task)).thenCompose(answers -> answer(task, answers.get(0), location));
    }

    private CompletionStage<Response> answer(NewTask task, Submitted submitted, URI location) {
        var refusal = Refusal.of(submitted, task.id());
        if (refusal.isPresent()) {
            return CompletableFuture.failedFuture(new ProblemException(refusal.get()));
        }
        if (submitted == Submitted.EXISTS) {
            return CompletableFuture.supplyAsync(() -> existing(task, location), background.work());
        }
        return CompletableFuture.completedFuture(Response.created(location)
                .header(DURABILITY, task.durability().word())
                .entity(AcceptedTask.view(task, clock.instant()))
                .build());
    }

    private Response existing(NewTask task, URI location) {
        var view = tasks.find(task.id()).orElseThrow(() -> new ProblemException(Problem.unknownTask(task.id())));
        return Response.ok(view)
                .location(location)
                .header(DURABILITY, task.durability().word())
                .build();
    }
}
