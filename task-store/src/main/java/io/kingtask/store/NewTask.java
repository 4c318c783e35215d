package io.kingtask.store;

import io.kingtask.client.Durability;
import io.kingtask.client.FailureRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task to be stored; the broker has checked every field.
 *
 * @param id canonical UUID
 * @param startTime when it is to run; null or a moment past: now
 * @param delay time from now until it is to run, by Redis' clock; null when {@code startTime} rules
 * @param retryIntervals pauses before the second, third, … attempt
 * @param priority 0 to 9, 9 first
 * @param timeout longest run; null: the worker's own limit
 * @param stdin what the program can read; null: nothing
 * @param resultKeep how long a final task can be read; null: the worker's setting, else {@code defaultResultKeep}
 * @param defaultResultKeep the broker's setting
 * @param failureRule null: the worker's setting
 * @param traceparent W3C trace context of the submission
 * @param requestDigest digest of the request body where the client sent an Idempotency-Key, else null
 * @param sha256 what the executable's file must have, in lower case hexadecimal digits; null: anything
 */
public record NewTask(
        String id,
        String executable,
        List<String> args,
        @Nullable Instant startTime,
        @Nullable Duration delay,
        List<Duration> retryIntervals,
        String queue,
        int priority,
        @Nullable Duration timeout,
        @Nullable String stdin,
        Map<String, String> env,
        @Nullable Duration resultKeep,
        Duration defaultResultKeep,
        @Nullable FailureRule failureRule,
        Durability durability,
        @Nullable String traceparent,
        @Nullable String requestDigest,
        @Nullable String sha256) {

    public static final String DEFAULT_QUEUE = "default";
    public static final int DEFAULT_PRIORITY = 4;

    /** The same task under another id. */
    public NewTask withId(String otherId) {
        return new NewTask(
                otherId,
                executable,
                args,
                startTime,
                delay,
                retryIntervals,
                queue,
                priority,
                timeout,
                stdin,
                env,
                resultKeep,
                defaultResultKeep,
                failureRule,
                durability,
                traceparent,
                requestDigest,
                sha256);
    }
}
