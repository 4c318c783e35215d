package io.kingtask.store;

import io.kingtask.store.TimerStore.Due;
import io.kingtask.store.TimerStore.DuePage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.resps.Tuple;

/** Reads the due list: tasks that wait for their moment, and the next firings of schedules. */
final class DueListing {

    private static final int SCHEDULES_PARTITION = 0;
    private static final String[] OF_TASK = {
        TaskField.STATE.stored(), TaskField.EXECUTABLE.stored(), TaskField.QUEUE.stored(), "attempt"
    };
    private static final String[] OF_SCHEDULE = {"executable", "queue"};

    private final ScriptRunner scripts;
    private final Partitions partitions;

    DueListing(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
    }

    /** The cursor is the number of entries before the page: they leave the list from its head, so a page may skip some, never repeat many. */
    DuePage page(int limit, @Nullable String cursor) {
        int skipped = cursor == null ? 0 : offset(cursor);
        int count = skipped + limit + 1;
        var all = new ArrayList<>(schedules(count));
        for (int partition = 0; partition < partitions.count(); partition++) {
            all.addAll(tasks(partition, count));
        }
        all.sort(Comparator.comparing(Due::dueAt).thenComparing(DueListing::name));
        int end = Math.min(skipped + limit, all.size());
        var items = skipped < end ? List.copyOf(all.subList(skipped, end)) : List.<Due>of();
        return new DuePage(items, all.size() > end ? Integer.toString(end) : null);
    }

    private static String name(Due due) {
        return Objects.requireNonNullElse(due.id() == null ? due.schedule() : due.id(), "");
    }

    private static int offset(String cursor) {
        if (!cursor.matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException("'" + cursor + "' is not a cursor of this list");
        }
        return Integer.parseInt(cursor);
    }

    private List<Due> tasks(int partition, int count) {
        return entries(RedisKeys.DUE.in(partition), count, id -> RedisKeys.TASK.in(partition, id), OF_TASK).stream()
                .filter(entry -> entry.field(0) != null)
                .map(entry -> new Due(
                        StoredId.read(entry.name()),
                        entry.text(0),
                        entry.text(1),
                        Objects.requireNonNullElse(entry.field(2), NewTask.DEFAULT_QUEUE),
                        entry.at(),
                        entry.field(3) == null ? 0 : Integer.parseInt(entry.text(3)),
                        null))
                .toList();
    }

    private List<Due> schedules(int count) {
        var key = RedisKeys.SCHEDULES_DUE.in(SCHEDULES_PARTITION);
        return entries(key, count, name -> RedisKeys.SCHEDULE.in(SCHEDULES_PARTITION, name), OF_SCHEDULE).stream()
                .filter(entry -> entry.field(0) != null)
                .map(entry -> new Due(null, "schedule", entry.text(0), entry.text(1), entry.at(), 0, entry.name()))
                .toList();
    }

    /** A member of a sorted set of moments, with fields of its hash. */
    private record Entry(String name, Instant at, List<@Nullable String> fields) {
        @Nullable String field(int place) {
            return fields.get(place);
        }

        String text(int place) {
            return Objects.requireNonNullElse(fields.get(place), "");
        }
    }

    private List<Entry> entries(String index, int count, UnaryOperator<String> hash, String... fields) {
        var first = scripts.call(() -> scripts.redis().zrangeWithScores(index, 0, count - 1L));
        return scripts.call(() -> {
            try (var pipeline = scripts.redis().pipelined()) {
                var responses = first.stream()
                        .map(Tuple::getElement)
                        .map(name -> pipeline.hmget(hash.apply(name), fields))
                        .toList();
                pipeline.sync();
                var entries = new ArrayList<Entry>();
                for (int i = 0; i < first.size(); i++) {
                    var at = Instant.ofEpochMilli((long) first.get(i).getScore());
                    entries.add(new Entry(
                            first.get(i).getElement(), at, responses.get(i).get()));
                }
                return entries;
            }
        });
    }
}
