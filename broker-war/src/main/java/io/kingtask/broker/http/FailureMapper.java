package io.kingtask.broker.http;

import io.kingtask.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever ends a request into a problem. */
@Provider
@Singleton
public class FailureMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = LoggerFactory.getLogger(FailureMapper.class);

    @Override
    public Response toResponse(Throwable failure) {
        var cause = unwrap(failure);
        if (cause instanceof WebApplicationException web) {
            return ofServer(web);
        }
        return problem(cause).toResponse();
    }

    /** The problem that tells a client of a failure; logs what is not the client's doing. */
    public static Problem problem(Throwable failure) {
        var cause = unwrap(failure);
        if (cause instanceof ProblemException problem) {
            return problem.problem();
        }
        if (cause instanceof StoreUnavailableException) {
            return Problem.later(
                    ErrorCode.STORE_UNAVAILABLE,
                    "Redis does not answer or refuses writes. A submission with an id can be repeated safely.",
                    Duration.ofSeconds(1));
        }
        LOG.error("A request failed; the client was told so, without the reason.", cause);
        return Problem.of(ErrorCode.INTERNAL, "The broker's log says more.");
    }

    private static Throwable unwrap(Throwable failure) {
        var cause = failure.getCause();
        return (failure instanceof CompletionException || failure instanceof ExecutionException) && cause != null
                ? unwrap(cause)
                : failure;
    }

    private static Response ofServer(WebApplicationException web) {
        var given = web.getResponse();
        if (given.getStatus() < 400) {
            return given;
        }
        var code = ErrorCode.ofStatus(given.getStatus());
        var problem = new Problem(code, given.getStatus(), detail(given.getStatus()), java.util.List.of(), null);
        var answer = Response.fromResponse(problem.toResponse());
        var allow = given.getHeaderString("Allow");
        return (allow == null ? answer : answer.header("Allow", allow)).build();
    }

    private static String detail(int status) {
        return switch (status) {
            case 404 -> "No resource has this path.";
            case 405 -> "The header Allow lists the methods of this path.";
            case 406 -> "The header Accept asks for a type that this path does not have.";
            case 415 -> "The header Content-Type must name a type that this path takes, mostly application/json.";
            default -> "The server refused the request with status " + status + ".";
        };
    }
}
