package io.kingtask.store;

import io.kingtask.client.TaskView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks in Redis where tasks stand. */
final class RedisStandingStore implements StandingStore {

    /** Entries of a queue that one call of a script looks at: bounds the time for which Redis serves nobody else. */
    static final int ROOM = 1_000;

    private final ScriptRunner scripts;
    private final Partitions partitions;
    private final Runs runs;

    RedisStandingStore(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
        this.runs = new Runs(scripts, partitions);
    }

    @Override
    public Optional<Standing> find(String id) {
        int home = partitions.of(id);
        var arguments = new ScriptArguments().addId(id).add(ROOM);
        var answer = ScriptAnswers.list(scripts.run(Script.STANDING, home, arguments));
        var hash = TaskHash.of(ScriptAnswers.list(answer.get(0)));
        return hash.isEmpty() ? Optional.empty() : Optional.of(standing(hash.view(id), home, answer));
    }

    /** In the order of standing.lua. */
    private Standing standing(TaskView task, int home, List<?> answer) {
        boolean aside = isTrue(answer.get(4));
        var since = ScriptAnswers.text(answer.get(5));
        return new Standing(
                task,
                Instant.ofEpochMilli((Long) answer.get(1)),
                instant(ScriptAnswers.text(answer.get(2))),
                isTrue(answer.get(3)),
                aside,
                since.isEmpty() || aside ? null : ahead(task, home, since, ahead(answer.subList(6, 8))),
                task.state().isFinal() ? new Crew(0, 0, 0, 0, 0) : crew(task));
    }

    private Ahead ahead(TaskView task, int home, String since, Ahead atHome) {
        long tasks = atHome.tasks();
        boolean all = atHome.all();
        for (int partition = 0; partition < partitions.count(); partition++) {
            if (partition != home) {
                var arguments = new ScriptArguments()
                        .add(task.queue())
                        .add(task.priority())
                        .add(since)
                        .add(ROOM);
                var there = ahead(ScriptAnswers.list(scripts.run(Script.AHEAD, partition, arguments)));
                tasks += there.tasks();
                all &= there.all();
            }
        }
        return new Ahead(tasks, all);
    }

    private static Ahead ahead(List<?> answer) {
        return new Ahead((Long) answer.get(0), isTrue(answer.get(1)));
    }

    private Crew crew(TaskView task) {
        var live = Fleet.read(scripts, task.executable()).members().stream()
                .filter(member -> member.isLive() && member.serves(task.queue()))
                .toList();
        var withExecutable = live.stream().filter(Fleet.Member::hasExecutable).toList();
        var able = withExecutable.stream().filter(Fleet.Member::takesTasks).toList();
        var running = runs.byWorker();
        int free = able.stream()
                .mapToInt(member -> Math.max(
                        0,
                        member.slots()
                                - running.getOrDefault(member.name(), List.of()).size()))
                .sum();
        int draining =
                (int) live.stream().filter(member -> !member.takesTasks()).count();
        return new Crew(live.size(), draining, withExecutable.size(), able.size(), free);
    }

    private static boolean isTrue(Object answer) {
        return (Long) answer > 0;
    }

    private static @Nullable Instant instant(String millis) {
        return millis.isEmpty() ? null : Instant.ofEpochMilli((long) Double.parseDouble(millis));
    }
}
