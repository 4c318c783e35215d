package io.kingtask.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The broker refused, or could not be reached. {@link #status} is the HTTP status of its answer, or 0 when there was no
 * answer that could be used; then the code is {@link #UNREACHABLE} or {@link #NOT_UNDERSTOOD}.
 */
public final class BrokerException extends RuntimeException {

    /** The code of an exception that comes from the way to the broker, and not from the broker. */
    public static final String UNREACHABLE = "unreachable";

    /** The code of an exception that is about an answer which is not a broker's. */
    public static final String NOT_UNDERSTOOD = "not_understood";

    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient @Nullable Duration retryAfter;

    BrokerException(Problem problem, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(problem.toString(), cause);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** The same for another thread whose submission was in the same call. */
    BrokerException again() {
        return new BrokerException(problem, retryAfter, this);
    }

    static BrokerException unreachable(String detail, Throwable cause) {
        return new BrokerException(new Problem(null, null, 0, detail, UNREACHABLE, null), null, cause);
    }

    /** The answer was good, but is not what a broker says. */
    static BrokerException notUnderstood(String detail, @Nullable Throwable cause) {
        return new BrokerException(new Problem(null, null, 0, detail, NOT_UNDERSTOOD, null), null, cause);
    }

    /** The HTTP status; 0 when none could be used. */
    public int status() {
        return problem.status();
    }

    /** The kind of problem as one word, or an empty string when the answer came from something that is no broker. */
    public String code() {
        var code = problem.code();
        return code == null ? "" : code;
    }

    /** All that was said. */
    public Problem problem() {
        return problem;
    }

    /** Every wrong field of the request; empty when it is not about fields. */
    public List<FieldError> errors() {
        var errors = problem.errors();
        return errors == null ? List.of() : errors;
    }

    /** How long the broker asks to wait before the next try, where it says so: a full broker does. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
