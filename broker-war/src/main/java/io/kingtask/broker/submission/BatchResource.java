package io.kingtask.broker.submission;

import io.kingtask.broker.admission.Committers;
import io.kingtask.broker.admission.Refusal;
import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.FailureMapper;
import io.kingtask.broker.http.FieldError;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.security.Needs;
import io.kingtask.store.TaskStore.Submitted;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes many tasks at once; the answer has one line a task, in the form the request had. */
@Path("tasks")
@Singleton
public class BatchResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final long LARGEST_BODY = 64L << 20;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int CHUNK = 250;
    private static final int MOST_AT_A_TIME = 16;
    private static final long MOST_BYTES_AT_A_TIME =
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 8);

    @Inject
    private BatchReader reader;

    @Inject
    private Committers committers;

    private final Semaphore batches = new Semaphore(MOST_AT_A_TIME);
    private final Semaphore bytes = new Semaphore((int) MOST_BYTES_AT_A_TIME);

    @POST
    @Path("batch")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Needs(Role.SUBMITTER)
    public CompletionStage<String> array(
            InputStream body,
            @HeaderParam("Content-Length") @DefaultValue("-1") long length,
            @HeaderParam("traceparent") @Nullable String traceparent,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        refuse(idempotencyKey);
        return bounded(length, () -> store(reader.array(bounded(body), traceparent)))
                .thenApply(lines -> lines.stream()
                        .map(line -> line.toJson().toString())
                        .collect(Collectors.joining(",\n", "[", "]\n")));
    }

    @POST
    @Path("batch")
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @Needs(Role.SUBMITTER)
    public CompletionStage<String> lines(
            InputStream body,
            @HeaderParam("Content-Length") @DefaultValue("-1") long length,
            @HeaderParam("traceparent") @Nullable String traceparent,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
        refuse(idempotencyKey);
        return bounded(length, () -> store(reader.lines(bounded(body), traceparent)))
                .thenApply(lines ->
                        lines.stream().map(line -> line.toJson() + "\n").collect(Collectors.joining()));
    }

    private static void refuse(@Nullable String idempotencyKey) {
        if (idempotencyKey != null) {
            throw new ProblemException(Problem.invalid(List.of(new FieldError(
                    "Idempotency-Key", idempotencyKey, "is for single tasks; in a batch give each task an id"))));
        }
    }

    private static InputStream bounded(InputStream body) {
        return new BoundedStream(new TimedStream(body, LONGEST, System::nanoTime), LARGEST_BODY);
    }

    private interface Batch {
        CompletionStage<List<BatchLine>> begin() throws IOException;
    }

    /** Batches can be large: only so many, and so many bytes of them, are in memory at the same time; the largest alone. */
    private CompletionStage<List<BatchLine>> bounded(long length, Batch batch) {
        int weight = (int) Math.min(length < 0 ? LARGEST_BODY : length, MOST_BYTES_AT_A_TIME);
        if (!batches.tryAcquire()) {
            throw overloaded();
        }
        if (!bytes.tryAcquire(weight)) {
            batches.release();
            throw overloaded();
        }
        CompletionStage<List<BatchLine>> answer;
        try {
            answer = batch.begin();
        } catch (IOException | RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.whenComplete((lines, failure) -> {
            bytes.release(weight);
            batches.release();
        });
    }

    private static ProblemException overloaded() {
        return new ProblemException(
                Problem.later(ErrorCode.OVERLOADED, "Too many batches are under way.", Duration.ofSeconds(1)));
    }

    private CompletionStage<List<BatchLine>> store(List<BatchLine> lines) {
        var answers = new ArrayList<CompletableFuture<List<BatchLine>>>();
        for (int from = 0; from < lines.size(); from += CHUNK) {
            answers.add(storeChunk(lines.subList(from, Math.min(lines.size(), from + CHUNK)))
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
                .thenApply(all ->
                        answers.stream().flatMap(chunk -> chunk.join().stream()).toList());
    }

    /** What fails for a chunk is said in each of its lines: other chunks may be stored by then. */
    private CompletionStage<List<BatchLine>> storeChunk(List<BatchLine> lines) {
        var tasks = lines.stream()
                .filter(BatchLine.Valid.class::isInstance)
                .map(line -> ((BatchLine.Valid) line).task())
                .toList();
        if (tasks.isEmpty()) {
            return CompletableFuture.completedFuture(lines);
        }
        return committers.submit(tasks).handle((answers, failure) -> {
            var problem = failure == null ? null : FailureMapper.problem(failure);
            var next = (answers == null ? List.<Submitted>of() : answers).iterator();
            return lines.stream()
                    .map(line -> line instanceof BatchLine.Valid valid
                            ? problem == null ? stored(valid, next.next()) : new BatchLine.Refused(problem)
                            : line)
                    .toList();
        });
    }

    private static BatchLine stored(BatchLine.Valid line, Submitted submitted) {
        var task = line.task();
        return Refusal.of(submitted, task.id())
                .<BatchLine>map(BatchLine.Refused::new)
                .orElseGet(() -> new BatchLine.Stored(task.id(), task.durability()));
    }
}
