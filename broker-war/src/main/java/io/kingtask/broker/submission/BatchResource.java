package io.kingtask.broker.submission;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.security.Needs;
import io.kingtask.broker.submission.BatchIntake.Wish;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Takes many tasks at once; the answer has one line a task, in the form the request had. Most batches of lines never come here: {@link BatchLane} answers them. */
@Path("tasks")
@Singleton
public class BatchResource {

    @Inject
    private BatchIntake intake;

    @POST
    @Path("batch")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.SUBMITTER)
    public String array(
            InputStream body,
            @HeaderParam("Content-Length") @DefaultValue("-1") long length,
            @HeaderParam("traceparent") @Nullable String traceparent,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey)
            throws IOException {
        return intake.array(new Wish(body, length, traceparent, idempotencyKey));
    }

    @POST
    @Path("batch")
    @Consumes(BatchIntake.NDJSON)
    @Produces(BatchIntake.NDJSON)
    @Needs(Role.SUBMITTER)
    public String lines(
            InputStream body,
            @HeaderParam("Content-Length") @DefaultValue("-1") long length,
            @HeaderParam("traceparent") @Nullable String traceparent,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey)
            throws IOException {
        return intake.lines(new Wish(body, length, traceparent, idempotencyKey));
    }
}
