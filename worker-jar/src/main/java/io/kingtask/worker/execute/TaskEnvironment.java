package io.kingtask.worker.execute;

import io.kingtask.store.ClaimedTask;
import io.kingtask.worker.process.TreeMarker;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The environment of a task: little of the worker's, then the configured variables, the task's own, and kingtask's last. */
final class TaskEnvironment {

    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "TZ", "TMPDIR");
    private static final String INHERITED_PREFIX = "LC_";

    private final Map<String, String> base = new LinkedHashMap<>();

    TaskEnvironment(Map<String, String> ofWorker, Map<String, String> configured) {
        ofWorker.forEach((name, value) -> {
            if (INHERITED.contains(name) || name.startsWith(INHERITED_PREFIX)) {
                base.put(name, value);
            }
        });
        base.putAll(configured);
    }

    /** Of those that are for no certain task. */
    Map<String, String> ofEveryProgram() {
        return base;
    }

    Map<String, String> of(ClaimedTask task, Instant deadline, Path control) {
        var all = new LinkedHashMap<>(base);
        all.putAll(task.env());
        all.put(TreeMarker.TASK_ID, task.id());
        all.put("KINGTASK_ATTEMPT", Integer.toString(task.attempt()));
        all.put("KINGTASK_QUEUE", task.queue());
        all.put("KINGTASK_DEADLINE", Long.toString(deadline.getEpochSecond()));
        all.put(TreeMarker.FENCE, Long.toString(task.run().fence()));
        all.put("KINGTASK_CONTROL", control.toString());
        Trace.of(task).ifPresent(trace -> all.put("TRACEPARENT", trace.traceparent()));
        return all;
    }
}
