package io.kingtask.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of tasks.
 *
 * @param nextCursor where the next page begins; null on the last page
 */
public record TaskList(List<TaskView> items, @Nullable String nextCursor) {}
