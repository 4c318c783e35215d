package io.kingtask.broker.submission;

import io.kingtask.broker.admission.Committers;
import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.FieldError;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.security.Needs;
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
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes many tasks at once; the answer has one line a task, in the form the request had. */
@Path("tasks")
@Singleton
public class BatchResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final long LARGEST_BODY = 64L << 20;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** With the {@linkplain Intake single ones} still below the threads that a server has for requests. */
    private static final int MOST_AT_A_TIME = 64;

    private static final int MOST_BYTES_AT_A_TIME =
            (int) Math.max(LARGEST_BODY, Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8));

    @Inject
    private BatchReader reader;

    @Inject
    private Committers committers;

    private final Semaphore batches = new Semaphore(MOST_AT_A_TIME);
    private final Semaphore bytes = new Semaphore(MOST_BYTES_AT_A_TIME);

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
        refuse(idempotencyKey);
        var answer = new StringJoiner(",\n", "[", "]\n");
        bounded(length < 0 ? LARGEST_BODY : length, () -> {
            var lines = reader.array(bounded(body, "nothing was stored"), traceparent);
            store(line -> answer.add(line.json()), store -> lines.forEach(store::add));
        });
        return answer.toString();
    }

    /** Stores while it reads. The answer follows when all was read: many clients read nothing before they have sent everything. */
    @POST
    @Path("batch")
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @Needs(Role.SUBMITTER)
    public String lines(
            InputStream body,
            @HeaderParam("Content-Length") @DefaultValue("-1") long length,
            @HeaderParam("traceparent") @Nullable String traceparent,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey)
            throws IOException {
        refuse(idempotencyKey);
        var answer = new StringBuilder();
        long weight = length < 0 ? BatchStore.MOST_BYTES : Math.min(length, BatchStore.MOST_BYTES);
        bounded(
                weight,
                () -> store(
                        line -> answer.append(line.json()).append('\n'),
                        store -> reader.lines(
                                bounded(body, "lines before its end may be stored"), traceparent, store::add)));
        return answer.toString();
    }

    private interface Work {
        void run() throws IOException;
    }

    private interface Reading {
        void into(BatchStore store) throws IOException;
    }

    private void store(Consumer<BatchLine> answer, Reading reading) throws IOException {
        var store = new BatchStore(committers, answer);
        reading.into(store);
        store.finish();
    }

    private static void refuse(@Nullable String idempotencyKey) {
        if (idempotencyKey != null) {
            throw new ProblemException(Problem.invalid(List.of(new FieldError(
                    "Idempotency-Key", idempotencyKey, "is for single tasks; in a batch give each task an id"))));
        }
    }

    private static InputStream bounded(InputStream body, String consequence) {
        return new BoundedStream(new TimedStream(body, LONGEST, consequence, System::nanoTime), LARGEST_BODY);
    }

    /** Batches can be large: only so many, and so many bytes of them, are in memory at the same time. */
    private void bounded(long weight, Work work) throws IOException {
        int share = (int) Math.min(weight, MOST_BYTES_AT_A_TIME);
        if (!batches.tryAcquire()) {
            throw overloaded();
        }
        try {
            if (!bytes.tryAcquire(share)) {
                throw overloaded();
            }
            try {
                work.run();
            } finally {
                bytes.release(share);
            }
        } finally {
            batches.release();
        }
    }

    private static ProblemException overloaded() {
        return new ProblemException(
                Problem.later(ErrorCode.OVERLOADED, "Too many batches are under way.", Duration.ofSeconds(1)));
    }
}
