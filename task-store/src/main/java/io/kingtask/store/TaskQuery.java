package io.kingtask.store;

import io.kingtask.client.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * What to look for. Null means: any.
 *
 * @param text part of an argument, a result or an error; case counts
 * @param limit 1 to 1000 tasks a page
 * @param cursor {@link TaskPage#nextCursor} of the page before; null: the first page
 */
public record TaskQuery(
        @Nullable TaskState state,
        @Nullable String queue,
        @Nullable String executable,
        @Nullable String text,
        int limit,
        @Nullable String cursor) {}
