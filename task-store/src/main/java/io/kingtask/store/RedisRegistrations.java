package io.kingtask.store;

import io.kingtask.store.WorkStore.Run;
import io.kingtask.store.WorkStore.Wish;
import io.kingtask.store.WorkStore.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which workers there are, in Redis: told by their heartbeats, in each partition. */
final class RedisRegistrations {

    private final ScriptRunner scripts;
    private final Partitions partitions;
    private volatile Set<String> knownExecutables = Set.of();

    RedisRegistrations(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
    }

    Wish heartbeat(Worker worker, @Nullable Set<String> executables, List<Run> runs, boolean draining) {
        if (executables != null) {
            knownExecutables = Set.copyOf(executables);
        }
        var wish = Wish.WORK;
        for (int partition = 0; partition < partitions.count(); partition++) {
            boolean sent = executables != null;
            var answer = scripts.run(Script.HEARTBEAT, partition, heartbeatArguments(worker, runs, draining, sent));
            if (ScriptAnswers.text(answer).equals("UNKNOWN_EXECUTABLES")) {
                answer = scripts.run(Script.HEARTBEAT, partition, heartbeatArguments(worker, runs, draining, true));
            }
            if (ScriptAnswers.named(Wish.class, answer) == Wish.DRAIN) {
                wish = Wish.DRAIN;
            }
        }
        return wish;
    }

    private ScriptArguments heartbeatArguments(
            Worker worker, List<Run> runs, boolean draining, boolean withExecutables) {
        var fields = List.of(
                "host", worker.host(),
                "pid", Long.toString(worker.pid()),
                "slots", Integer.toString(worker.slots()),
                "busy", Integer.toString(runs.size()),
                "runs", runs.stream().map(Run::id).collect(Collectors.joining(" ")),
                "draining", Boolean.toString(draining));
        return new ScriptArguments()
                .add(worker.name())
                .add(worker.lease())
                .add(worker.incarnation())
                .add(String.join(" ", worker.queues()))
                .add(withExecutables ? "NEW" : "SAME")
                .add(fields.size())
                .addAll(fields)
                .addAll(withExecutables ? knownExecutables : Set.of());
    }

    List<String> succeedPredecessor(Worker worker) {
        var taken = new ArrayList<String>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            var arguments = new ScriptArguments().add(worker.name()).add(TimerStore.SURVIVABLE_LOSSES);
            var answer = scripts.run(Script.SUCCEED_PREDECESSOR, partition, arguments);
            ScriptAnswers.list(answer).forEach(id -> taken.add(ScriptAnswers.id(id)));
        }
        return taken;
    }

    void unregister(Worker worker) {
        for (int partition = 0; partition < partitions.count(); partition++) {
            scripts.run(Script.UNREGISTER, partition, new ScriptArguments().add(worker.name()));
        }
    }
}
