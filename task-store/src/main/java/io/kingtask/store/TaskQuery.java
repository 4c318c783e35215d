package io.kingtask.store;

import org.jspecify.annotations.Nullable;

/**
 * What to look for.
 *
 * @param limit 1 to 1000 tasks a page
 * @param cursor {@link TaskPage#nextCursor} of the page before; null: the first page
 */
public record TaskQuery(
        TaskCriteria criteria, int limit, @Nullable String cursor) {}
