package io.kingtask.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Queues in Redis. */
final class RedisQueueStore implements QueueStore {

    /** Bounds the time for which Redis serves nobody else. */
    private static final int PURGED_AT_ONCE = 100;

    private final ScriptRunner scripts;
    private final Partitions partitions;
    private final Runs runs;

    RedisQueueStore(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
        this.runs = new Runs(scripts, partitions);
    }

    /**
     * How a queue stands in one partition.
     *
     * @param now this moment by the clock of the partition's Redis, milliseconds since 1970
     * @param oldestMillis how long the oldest task waits; negative: there is none
     */
    private record Part(boolean known, boolean paused, long pending, long now, long oldestMillis) {

        static Part of(List<?> answer, long now) {
            var since = ScriptAnswers.text(answer.get(3));
            return new Part(
                    (Long) answer.get(0) > 0,
                    (Long) answer.get(1) > 0,
                    (Long) answer.get(2),
                    now,
                    since.isEmpty() ? -1 : Math.max(0, now - (long) Double.parseDouble(since)));
        }

        Part and(Part other) {
            return new Part(
                    known || other.known,
                    paused || other.paused,
                    pending + other.pending,
                    now,
                    Math.max(oldestMillis, other.oldestMillis));
        }
    }

    @Override
    public QueuePage list(int limit, @Nullable String cursor) {
        Set<String> names = new HashSet<>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            var key = RedisKeys.QUEUES.in(partition);
            names.addAll(scripts.call(() -> scripts.redis().smembers(key)));
        }
        var page = NamePage.of(names, limit, cursor);
        return new QueuePage(views(page.names()), page.nextCursor());
    }

    @Override
    public Optional<QueueView> find(String queue) {
        return views(List.of(queue)).stream().findFirst();
    }

    /** Of those that are known. */
    private List<QueueView> views(List<String> queues) {
        Map<String, Part> sums = new HashMap<>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            parts(partition, queues).forEach((queue, part) -> sums.merge(queue, part, Part::and));
        }
        var running = runs.countByQueue();
        var members = Fleet.read(scripts, null).members();
        var views = new ArrayList<QueueView>();
        sums.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            var name = entry.getKey();
            var sum = entry.getValue();
            if (sum.known()) {
                long workers = members.stream()
                        .filter(member -> member.takesTasks() && member.serves(name))
                        .count();
                views.add(new QueueView(
                        name,
                        sum.paused(),
                        sum.pending(),
                        running.getOrDefault(name, 0L),
                        Math.toIntExact(workers),
                        sum.oldestMillis() < 0 ? null : (Double) (sum.oldestMillis() / 1000.0)));
            }
        });
        return views;
    }

    private Map<String, Part> parts(int partition, List<String> queues) {
        var answer = ScriptAnswers.list(scripts.run(Script.QUEUES, partition, new ScriptArguments().addAll(queues)));
        long now = (Long) answer.get(0);
        var states = ScriptAnswers.list(answer.get(1));
        var parts = new HashMap<String, Part>();
        for (int i = 0; i < queues.size(); i++) {
            parts.put(queues.get(i), Part.of(ScriptAnswers.list(states.get(i)), now));
        }
        return parts;
    }

    @Override
    public void pause(String queue) {
        inEach(Script.PAUSE_QUEUE, queue);
    }

    @Override
    public void resume(String queue) {
        inEach(Script.RESUME_QUEUE, queue);
    }

    private void inEach(Script script, String queue) {
        for (int partition = 0; partition < partitions.count(); partition++) {
            scripts.run(script, partition, new ScriptArguments().add(queue));
        }
    }

    @Override
    public Purge purge(String queue, @Nullable Long expected) {
        var parts = new ArrayList<Part>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            parts.addAll(parts(partition, List.of(queue)).values());
        }
        if (parts.stream().noneMatch(Part::known)) {
            return new Purge.Unknown();
        }
        long pending = parts.stream().mapToLong(Part::pending).sum();
        if (expected != null && pending > expected) {
            return new Purge.MorePending(pending);
        }
        long cancelled = 0;
        for (int partition = 0; partition < parts.size(); partition++) {
            cancelled += purge(partition, queue, parts.get(partition).now());
        }
        return new Purge.Done(cancelled);
    }

    /** Leaves alone what became pending after the moment: nobody has counted it. */
    private long purge(int partition, String queue, long moment) {
        long cancelled = 0;
        boolean more;
        do {
            var arguments = new ScriptArguments().add(queue).add(moment).add(PURGED_AT_ONCE);
            var answer = ScriptAnswers.list(scripts.run(Script.PURGE, partition, arguments));
            cancelled += (Long) answer.get(0);
            more = (Long) answer.get(1) > 0;
        } while (more);
        return cancelled;
    }
}
