package io.kingtask.store;

import io.kingtask.client.TaskView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages through tasks, newest first, over all partitions. The cursor is the place in each partition below which to go on, joined by
 * commas; a partition that was seen to its end has {@value #END}.
 */
final class TaskListing {

    private static final String END = "0";

    /** Tasks that one call of the script looks at: bounds the time for which Redis serves nobody else. */
    private static final int BUDGET = 2_000;

    private final ScriptRunner scripts;
    private final Partitions partitions;

    TaskListing(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
    }

    /** A match, and where its partition goes on below it. */
    private record Match(int partition, String sequence, TaskView view) {}

    TaskPage page(TaskQuery query) {
        var places = places(query.cursor());
        var matches = new ArrayList<Match>();
        for (int partition = 0; partition < places.length; partition++) {
            matches.addAll(collect(partition, places, query));
        }
        matches.sort(
                Comparator.comparing((Match match) -> match.view().createdAt()).reversed());
        var page = matches.subList(0, Math.min(query.limit(), matches.size()));
        boolean more = resumeAfter(page, matches, places);
        return new TaskPage(page.stream().map(Match::view).toList(), more ? String.join(",", places) : null);
    }

    /** Takes up to a page of matches from one partition, less where they are large, and leaves in {@code places} where it stopped. */
    private List<Match> collect(int partition, String[] places, TaskQuery query) {
        var matches = new ArrayList<Match>();
        boolean large = false;
        while (!large && !places[partition].equals(END) && matches.size() < query.limit()) {
            var arguments = new ScriptArguments()
                    .add(places[partition])
                    .add(query.limit() - matches.size())
                    .add(BUDGET)
                    .add(query.state() == null ? null : query.state().word())
                    .add(query.queue())
                    .add(query.executable())
                    .add(query.text())
                    .add(query.text() == null ? null : StoredJson.escape(query.text()));
            var answer = ScriptAnswers.list(scripts.run(Script.LIST, partition, arguments));
            var place = ScriptAnswers.text(answer.get(0));
            places[partition] = place.isEmpty() ? END : place;
            large = ScriptAnswers.number(answer.get(2)) > 0;
            for (var match : ScriptAnswers.list(answer.get(1))) {
                matches.add(match(partition, ScriptAnswers.list(match)));
            }
        }
        return matches;
    }

    private static Match match(int partition, List<?> answer) {
        var view = TaskHash.of(ScriptAnswers.list(answer.get(2))).view(ScriptAnswers.text(answer.get(1)));
        return new Match(partition, ScriptAnswers.text(answer.get(0)), view);
    }

    /** Sets each partition back to where this page leaves it; answers whether there may be more. */
    private static boolean resumeAfter(List<Match> page, List<Match> matches, String[] places) {
        for (var left : matches.subList(page.size(), matches.size())) {
            long above = Long.parseLong(left.sequence()) + 1;
            places[left.partition()] = Long.toString(Math.max(Long.parseLong(places[left.partition()]), above));
        }
        return Arrays.stream(places).anyMatch(place -> !place.equals(END));
    }

    private String[] places(@Nullable String cursor) {
        int count = partitions.count();
        if (cursor == null) {
            var places = new String[count];
            Arrays.fill(places, "");
            return places;
        }
        var places = cursor.split(",", -1);
        if (places.length != count || !Arrays.stream(places).allMatch(place -> place.matches("[0-9]{1,18}"))) {
            throw new IllegalArgumentException("'" + cursor + "' is not a cursor of this list");
        }
        return places;
    }
}
