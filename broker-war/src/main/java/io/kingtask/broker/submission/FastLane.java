package io.kingtask.broker.submission;

import io.kingtask.broker.http.JsonWriter;
import io.kingtask.broker.store.Background;
import io.kingtask.broker.submission.Submitter.Outcome;
import io.kingtask.broker.submission.Submitter.Wish;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The lane of single tasks; what is not plain goes to {@link SubmissionResource}. The request's thread waits for Redis as long as Redis is quick; then it is given
 * back, and another one answers.
 */
public class FastLane extends Lane {

    private static final long serialVersionUID = 1L;

    /** Several times what a group commit takes under load. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    @Inject
    private transient Submitter submitter;

    @Inject
    private transient Background background;

    @Inject
    private transient JsonWriter json;

    public FastLane() {
        super(MediaType.APPLICATION_JSON);
    }

    @Override
    void serve(Exchange exchange) throws IOException {
        var outcome = begin(exchange);
        try {
            answer(exchange, outcome.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            exchange.refuse(e);
        } catch (TimeoutException e) {
            answerLater(exchange, outcome);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answerLater(exchange, outcome);
        }
    }

    private CompletableFuture<Outcome> begin(Exchange exchange) {
        var request = exchange.request();
        try {
            return submitter
                    .submit(new Wish(
                            request.getInputStream(),
                            request.getContentLengthLong(),
                            exchange.callerName(),
                            request.getHeader("Idempotency-Key"),
                            request.getHeader("traceparent")))
                    .toCompletableFuture();
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answer(Exchange exchange, Outcome outcome) throws IOException {
        var id = outcome.task().id();
        var response = exchange.response();
        response.setHeader("Location", exchange.request().getRequestURL() + "/" + id);
        response.setHeader(SubmissionResource.DURABILITY, outcome.durability().word());
        exchange.answer(
                outcome.isNew() ? 201 : 200, MediaType.APPLICATION_JSON, json.text(outcome.task()), Map.of("task", id));
    }

    private void answerLater(Exchange exchange, CompletionStage<Outcome> outcome) {
        var async = exchange.request().startAsync(exchange.request(), exchange.response());
        // The store has a limit of its own for every call.
        async.setTimeout(0);
        var unused = outcome.whenCompleteAsync(
                (stored, failure) -> {
                    try {
                        if (failure == null) {
                            answer(exchange, stored);
                        } else {
                            exchange.refuse(failure);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        async.complete();
                    }
                },
                background.work());
    }
}
