package io.kingtask.broker.submission;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.FailureMapper;
import io.kingtask.broker.http.JsonWriter;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.SafeHeaders;
import io.kingtask.broker.security.ShortWay;
import io.kingtask.broker.store.Background;
import io.kingtask.broker.submission.Submitter.Outcome;
import io.kingtask.broker.submission.Submitter.Wish;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Takes a single task before the REST interface does, whose own way through the server costs several times as much as the task. Only what is plain is taken: a
 * POST of JSON by somebody entitled. All else goes on to {@link SubmissionResource}, so that there is one place where the forms of refusals are known.
 *
 * <p>The request's thread waits for Redis as long as Redis is quick; then it is given back, and another one answers.
 */
@WebFilter(urlPatterns = "/api/v1/tasks", asyncSupported = true)
public class FastLane extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Several times what a group commit takes under load. */
    private static final Duration PATIENCE = Duration.ofMillis(50);

    @Inject
    private transient ShortWay way;

    @Inject
    private transient Submitter submitter;

    @Inject
    private transient Background background;

    @Inject
    private transient JsonWriter json;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var caller = isPlain(request) ? way.caller(request, Role.SUBMITTER).orElse(null) : null;
        if (caller == null) {
            chain.doFilter(request, response);
            return;
        }
        var exchange = new Exchange(request, response, caller);
        var outcome = begin(exchange);
        try {
            exchange.answer(outcome.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), null);
        } catch (ExecutionException e) {
            exchange.answer(null, e);
        } catch (TimeoutException e) {
            answerLater(exchange, outcome);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answerLater(exchange, outcome);
        }
    }

    private static boolean isPlain(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && isJson(request.getContentType())
                && acceptsJson(request.getHeader("Accept"));
    }

    private static boolean isJson(@Nullable String type) {
        return type != null && (type.equals(MediaType.APPLICATION_JSON) || type.startsWith("application/json;"));
    }

    private static boolean acceptsJson(@Nullable String types) {
        return types == null || types.equals(MediaType.APPLICATION_JSON) || types.equals(MediaType.WILDCARD);
    }

    private CompletableFuture<Outcome> begin(Exchange exchange) {
        try {
            return submitter.submit(exchange.wish()).toCompletableFuture();
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answerLater(Exchange exchange, CompletionStage<Outcome> outcome) {
        var async = exchange.request.startAsync(exchange.request, exchange.response);
        // The store has a limit of its own for every call.
        async.setTimeout(0);
        var unused = outcome.whenCompleteAsync(
                (stored, failure) -> {
                    try {
                        exchange.answer(stored, failure);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        async.complete();
                    }
                },
                background.work());
    }

    /** One request and its answer. */
    private final class Exchange {

        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final SecurityContext caller;

        Exchange(HttpServletRequest request, HttpServletResponse response, SecurityContext caller) {
            this.request = request;
            this.response = response;
            this.caller = caller;
        }

        Wish wish() throws IOException {
            return new Wish(
                    request.getInputStream(),
                    request.getContentLengthLong(),
                    caller.getUserPrincipal().getName(),
                    request.getHeader("Idempotency-Key"),
                    request.getHeader("traceparent"));
        }

        void answer(@Nullable Outcome outcome, @Nullable Throwable failure) throws IOException {
            SafeHeaders.ALL.forEach(response::setHeader);
            if (outcome == null) {
                refuse(FailureMapper.problem(failure == null ? new IllegalStateException("no outcome") : failure));
                return;
            }
            var id = outcome.task().id();
            int status = outcome.isNew() ? HttpServletResponse.SC_CREATED : HttpServletResponse.SC_OK;
            way.note(request, caller, status, Map.of("task", id));
            response.setStatus(status);
            response.setHeader("Location", request.getRequestURL() + "/" + id);
            response.setHeader(
                    SubmissionResource.DURABILITY, outcome.durability().word());
            var body = json.bytes(outcome.task());
            response.setContentType(MediaType.APPLICATION_JSON);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }

        private void refuse(Problem problem) throws IOException {
            way.note(request, caller, problem.status(), Map.of());
            problem.send(response);
        }
    }
}
