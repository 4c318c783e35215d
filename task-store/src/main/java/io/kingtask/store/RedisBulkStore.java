package io.kingtask.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Changes of many tasks in Redis, piece by piece. */
final class RedisBulkStore implements BulkStore {

    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(10);
    private static final int AT_ONCE = 100;
    private static final int COUNTED_AT_ONCE = 1_000;

    private final ScriptRunner scripts;
    private final Partitions partitions;
    private final TaskSearch search;

    RedisBulkStore(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
        this.search = new TaskSearch(scripts);
    }

    @Override
    public Selection select(TaskCriteria criteria, int most) {
        long end = System.nanoTime() + LONGEST_SEARCH.toNanos();
        var ids = new ArrayList<String>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            var place = TaskSearch.NEWEST;
            while (!place.equals(TaskSearch.END)) {
                if (ids.size() == most || System.nanoTime() - end > 0) {
                    return new Selection(ids, true);
                }
                var found = search.ids(partition, place, criteria, most - ids.size());
                found.matches().forEach(match -> ids.add(match.id()));
                place = found.place();
            }
        }
        return new Selection(ids, false);
    }

    @Override
    public Count change(Action action, List<String> ids) {
        return run(action, "DO", ids, AT_ONCE);
    }

    @Override
    public Count count(Action action, List<String> ids) {
        return run(action, "COUNT", ids, COUNTED_AT_ONCE);
    }

    private Count run(Action action, String mode, List<String> ids, int atOnce) {
        int found = 0;
        int changed = 0;
        var byPartition = ids.stream().distinct().collect(Collectors.groupingBy(partitions::of));
        for (var part : byPartition.entrySet()) {
            var all = part.getValue();
            for (int first = 0; first < all.size(); first += atOnce) {
                var some = all.subList(first, Math.min(all.size(), first + atOnce));
                var arguments =
                        new ScriptArguments().add(action.name()).add(mode).addIds(some);
                var answer = ScriptAnswers.list(scripts.run(Script.BULK, part.getKey(), arguments));
                found += ScriptAnswers.number(answer.get(0));
                changed += ScriptAnswers.number(answer.get(1));
            }
        }
        return new Count(found, changed);
    }
}
