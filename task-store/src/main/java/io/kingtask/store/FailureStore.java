package io.kingtask.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Failed tasks, put together by what they have in common. */
public interface FailureStore {

    /**
     * Failed tasks with the same executable, cause and message.
     *
     * @param message the first line of their errors, with {@code #} for each number
     * @param newestTask the one that failed last
     */
    record Group(
            String executable,
            @Nullable String cause,
            String message,
            int count,
            Instant firstAt,
            Instant lastAt,
            String newestTask) {}

    /**
     * The largest groups, by their size.
     *
     * @param lookedAt how many failed tasks were looked at, those that were not wanted included
     */
    record Failures(List<Group> groups, int lookedAt) {}

    /** Looks at the latest of the failed tasks, a bounded number; null: of any queue, any executable. */
    Failures latest(@Nullable String queue, @Nullable String executable);
}
