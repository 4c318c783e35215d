package io.kingtask.store;

import io.kingtask.client.TaskView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages through tasks, newest first, over all partitions. A search that takes long ends with the page as it is. The cursor is the place
 * in each partition below which to go on, joined by commas; a partition that was seen to its end has {@link TaskSearch#END}.
 */
final class TaskListing {

    private static final Duration LONGEST = Duration.ofMillis(600);

    private final TaskSearch search;
    private final Partitions partitions;

    TaskListing(ScriptRunner scripts, Partitions partitions) {
        this.search = new TaskSearch(scripts);
        this.partitions = partitions;
    }

    /** A match, and where its partition goes on below it. */
    private record Match(int partition, String sequence, TaskView view) {}

    TaskPage page(TaskQuery query) {
        var places = places(query.cursor());
        long begin = System.nanoTime();
        var matches = new ArrayList<Match>();
        for (int partition = 0; partition < places.length; partition++) {
            // Each partition has its share of the time, so that none is left out.
            long end = begin + LONGEST.toNanos() * (partition + 1) / places.length;
            matches.addAll(collect(partition, places, query, end));
        }
        matches.sort(
                Comparator.comparing((Match match) -> match.view().createdAt()).reversed());
        var page = matches.subList(0, Math.min(query.limit(), matches.size()));
        boolean more = resumeAfter(page, matches, places);
        return new TaskPage(page.stream().map(Match::view).toList(), more ? String.join(",", places) : null);
    }

    /** Takes up to a page of matches from one partition, less where they are large, and leaves in {@code places} where it stopped. */
    private List<Match> collect(int partition, String[] places, TaskQuery query, long end) {
        var matches = new ArrayList<Match>();
        boolean enough = places[partition].equals(TaskSearch.END);
        while (!enough) {
            var step = search.tasks(partition, places[partition], query.criteria(), query.limit() - matches.size());
            step.matches()
                    .forEach(match -> matches.add(new Match(
                            partition, match.sequence(), match.fields().view(match.id()))));
            places[partition] = step.place();
            enough = step.large()
                    || step.place().equals(TaskSearch.END)
                    || matches.size() == query.limit()
                    || System.nanoTime() - end > 0;
        }
        return matches;
    }

    /** Sets each partition back to where this page leaves it; answers whether there may be more. */
    private static boolean resumeAfter(List<Match> page, List<Match> matches, String[] places) {
        for (var left : matches.subList(page.size(), matches.size())) {
            long above = Long.parseLong(left.sequence()) + 1;
            places[left.partition()] = Long.toString(Math.max(Long.parseLong(places[left.partition()]), above));
        }
        return Arrays.stream(places).anyMatch(place -> !place.equals(TaskSearch.END));
    }

    private String[] places(@Nullable String cursor) {
        int count = partitions.count();
        if (cursor == null) {
            var places = new String[count];
            Arrays.fill(places, TaskSearch.NEWEST);
            return places;
        }
        var places = cursor.split(",", -1);
        if (places.length != count || !Arrays.stream(places).allMatch(place -> place.matches("[0-9]{1,18}"))) {
            throw new IllegalArgumentException("'" + cursor + "' is not a cursor of this list");
        }
        return places;
    }
}
