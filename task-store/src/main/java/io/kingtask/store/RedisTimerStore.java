package io.kingtask.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The due set and the leases in Redis, for the broker's timers. */
final class RedisTimerStore implements TimerStore {

    private static final int UNPLACED_AT_ONCE = 100;

    private final ScriptRunner scripts;
    private final Partitions partitions;

    RedisTimerStore(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
    }

    @Override
    public Promotion promote(int max) {
        var next = new ArrayList<Duration>();
        int promoted = inEach(partition -> {
            var answer = ScriptAnswers.list(scripts.run(Script.PROMOTE, partition, new ScriptArguments().add(max)));
            var until = ScriptAnswers.text(answer.get(1));
            if (!until.isEmpty()) {
                next.add(Duration.ofMillis(Math.max(0, Long.parseLong(until))));
            }
            return ScriptAnswers.number(answer.get(0));
        });
        return new Promotion(
                promoted, next.stream().min(Comparator.naturalOrder()).orElse(null));
    }

    @Override
    public Optional<Duration> untilNextDue() {
        return Optional.ofNullable(promote(0).untilNext());
    }

    @Override
    public int takeOverExpired(int max) {
        return inEach(partition ->
                ids(Script.TAKE_OVER, partition, new ScriptArguments().add(max).add(SURVIVABLE_LOSSES)));
    }

    @Override
    public int failUnplaced(Duration patience) {
        return inEach(partition -> ids(
                Script.FAIL_UNPLACED,
                partition,
                new ScriptArguments().add(patience).add(UNPLACED_AT_ONCE)));
    }

    @Override
    public int trimExpired(int max) {
        return inEach(
                partition -> ScriptAnswers.number(scripts.run(Script.TRIM, partition, new ScriptArguments().add(max))));
    }

    private int ids(Script script, int partition, ScriptArguments arguments) {
        return ScriptAnswers.list(scripts.run(script, partition, arguments)).size();
    }

    private int inEach(ToIntFunction<Integer> action) {
        var sum = new AtomicInteger();
        var failure = partitions.inEach(0, partition -> sum.addAndGet(action.applyAsInt(partition)));
        if (failure != null) {
            throw failure;
        }
        return sum.get();
    }

    /** The cursor is the number of tasks before the page: tasks leave the list from its head, so a page may skip some, never repeat many. */
    @Override
    public DuePage due(int limit, @Nullable String cursor) {
        int skipped = cursor == null ? 0 : offset(cursor);
        var all = new ArrayList<Due>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            all.addAll(firstDue(partition, skipped + limit + 1));
        }
        all.sort(Comparator.comparing(Due::dueAt).thenComparing(Due::id));
        int end = Math.min(skipped + limit, all.size());
        var items = skipped < end ? List.copyOf(all.subList(skipped, end)) : List.<Due>of();
        return new DuePage(items, all.size() > end ? Integer.toString(end) : null);
    }

    private static int offset(String cursor) {
        if (!cursor.matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException("'" + cursor + "' is not a cursor of this list");
        }
        return Integer.parseInt(cursor);
    }

    private List<Due> firstDue(int partition, int count) {
        var entries = scripts.call(() -> scripts.redis().zrangeWithScores(RedisKeys.DUE.in(partition), 0, count - 1L));
        var details = scripts.call(() -> {
            try (var pipeline = scripts.redis().pipelined()) {
                var responses = entries.stream()
                        .map(entry -> pipeline.hmget(
                                RedisKeys.TASK.in(partition, entry.getElement()),
                                "state",
                                "executable",
                                "queue",
                                "attempt"))
                        .toList();
                pipeline.sync();
                return responses.stream().map(response -> response.get()).toList();
            }
        });
        var due = new ArrayList<Due>();
        for (int i = 0; i < entries.size(); i++) {
            var detail = details.get(i);
            if (detail.get(0) != null) {
                var at = Instant.ofEpochMilli((long) entries.get(i).getScore());
                due.add(due(entries.get(i).getElement(), at, detail));
            }
        }
        return due;
    }

    private static Due due(String id, Instant at, List<@Nullable String> detail) {
        var attempt = detail.get(3);
        return new Due(
                id,
                orEmpty(detail.get(0)),
                orEmpty(detail.get(1)),
                orEmpty(detail.get(2)),
                at,
                attempt == null ? 0 : Integer.parseInt(attempt));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
