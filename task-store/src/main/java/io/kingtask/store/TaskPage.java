package io.kingtask.store;

import io.kingtask.client.TaskView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing.
 *
 * @param nextCursor where the next page begins; null when there is none
 */
public record TaskPage(List<TaskView> items, @Nullable String nextCursor) {}
