package io.kingtask.store;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of names in their order; its cursor is the last name of the page before.
 *
 * @param nextCursor null when there is no further page
 */
record NamePage(List<String> names, @Nullable String nextCursor) {

    static NamePage of(Collection<String> all, int limit, @Nullable String cursor) {
        var left = all.stream()
                .filter(name -> cursor == null || name.compareTo(cursor) > 0)
                .sorted()
                .limit(limit + 1L)
                .toList();
        return left.size() <= limit
                ? new NamePage(left, null)
                : new NamePage(left.subList(0, limit), left.get(limit - 1));
    }
}
