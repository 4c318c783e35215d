package io.kingtask.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened between two moments.
 *
 * @param at its end
 * @param seconds its length; longer than the others where no broker was there to record
 * @param started runs that began
 * @param failed tasks that failed for good
 * @param retried runs that failed with a further attempt to come
 * @param lost runs that ended with their worker
 * @param pending at its end
 * @param running at its end
 * @param waitMs mean time that the started ones had waited; null: none started
 * @param runMs mean time that runs took which ended with a result; null: none did
 */
public record Interval(
        Instant at,
        double seconds,
        long accepted,
        long started,
        long succeeded,
        long failed,
        long retried,
        long lost,
        long cancelled,
        long pending,
        long running,
        @Nullable Long waitMs,
        @Nullable Long runMs) {}
