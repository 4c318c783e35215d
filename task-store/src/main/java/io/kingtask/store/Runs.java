package io.kingtask.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What runs at this moment, by the tasks themselves: there are never more than there are slots, so all are looked at. A heartbeat would
 * tell it two seconds late.
 */
final class Runs {

    /** Looked at in one go. */
    private static final int PIECE = 1_000;

    private final ScriptRunner scripts;
    private final Partitions partitions;

    Runs(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
    }

    /** One running task. */
    record Running(String worker, String queue, FleetStore.RunningTask task) {}

    List<Running> all() {
        var all = new ArrayList<Running>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            var key = RedisKeys.RUNNING.in(partition);
            var ids = scripts.call(() -> scripts.redis().zrange(key, 0, -1));
            for (int from = 0; from < ids.size(); from += PIECE) {
                all.addAll(look(partition, ids.subList(from, Math.min(from + PIECE, ids.size()))));
            }
        }
        return all;
    }

    Map<String, Long> countByQueue() {
        return all().stream().collect(Collectors.groupingBy(Running::queue, Collectors.counting()));
    }

    Map<String, List<FleetStore.RunningTask>> byWorker() {
        return all().stream()
                .collect(
                        Collectors.groupingBy(Running::worker, Collectors.mapping(Running::task, Collectors.toList())));
    }

    private List<Running> look(int partition, List<String> ids) {
        var details = scripts.call(() -> {
            try (var pipeline = scripts.redis().pipelined()) {
                var responses = ids.stream()
                        .map(id -> pipeline.hmget(
                                RedisKeys.TASK.in(partition, id),
                                "worker",
                                TaskField.QUEUE.stored(),
                                TaskField.EXECUTABLE.stored(),
                                "attempt",
                                "started"))
                        .toList();
                pipeline.sync();
                return responses.stream().map(response -> response.get()).toList();
            }
        });
        var runs = new ArrayList<Running>();
        for (int i = 0; i < ids.size(); i++) {
            add(runs, ids.get(i), details.get(i));
        }
        return runs;
    }

    /** A task that was given back since its id was read has no worker any more. */
    private static void add(List<Running> runs, String id, List<@Nullable String> detail) {
        var worker = detail.get(0);
        var queue = TaskField.QUEUE.orAbsent(detail.get(1));
        var executable = detail.get(2);
        var attempt = detail.get(3);
        var started = detail.get(4);
        if (worker != null && queue != null && executable != null && attempt != null && started != null) {
            var at = Instant.ofEpochMilli(Long.parseLong(started));
            runs.add(new Running(
                    worker,
                    queue,
                    new FleetStore.RunningTask(StoredId.read(id), executable, Integer.parseInt(attempt), at)));
        }
    }
}
