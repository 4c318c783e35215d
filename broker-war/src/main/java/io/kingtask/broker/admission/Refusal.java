package io.kingtask.broker.admission;

import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.Problem;
import io.kingtask.store.TaskStore.Submitted;
import java.time.Duration;
import java.util.Optional;

/** Says why the store did not take a task. */
public final class Refusal {

    private Refusal() {}

    /** Empty when the task is in the store as it was wanted. */
    public static Optional<Problem> of(Submitted submitted, String id) {
        return switch (submitted) {
            case ACCEPTED, EXISTS -> Optional.empty();
            case CONFLICT ->
                Optional.of(Problem.of(
                        ErrorCode.IDEMPOTENCY_CONFLICT,
                        "The first body that came with this key made task " + id + "."));
            case FULL ->
                Optional.of(Problem.later(
                        ErrorCode.TOO_MANY_PENDING,
                        "The broker's max_pending is reached; nothing was stored.",
                        Duration.ofSeconds(1)));
            case NOT_REPLICATED ->
                Optional.of(Problem.later(
                        ErrorCode.NOT_REPLICATED,
                        "Task " + id
                                + " is stored and may run, but no replica of Redis acknowledged it in time, so it would be lost if the"
                                + " primary failed now. Send it again with the same id, or Idempotency-Key, to have it looked at again;"
                                + " or cancel it.",
                        Duration.ofSeconds(1)));
        };
    }
}
