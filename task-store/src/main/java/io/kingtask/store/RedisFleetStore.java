package io.kingtask.store;

import io.kingtask.store.Fleet.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Workers as Redis knows them. */
final class RedisFleetStore implements FleetStore {

    private final ScriptRunner scripts;
    private final Partitions partitions;
    private final Runs runs;

    RedisFleetStore(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
        this.runs = new Runs(scripts, partitions);
    }

    @Override
    public WorkerPage list(int limit, @Nullable String cursor) {
        var members = Fleet.read(scripts, null).members().stream()
                .collect(Collectors.toMap(Member::name, Function.identity()));
        var page = NamePage.of(members.keySet(), limit, cursor);
        return new WorkerPage(views(page.names().stream().map(members::get).toList()), page.nextCursor());
    }

    @Override
    public Optional<WorkerView> find(String worker) {
        var found = Fleet.read(scripts, null).members().stream()
                .filter(member -> member.name().equals(worker))
                .toList();
        return views(found).stream().findFirst();
    }

    private List<WorkerView> views(List<Member> members) {
        var running = members.isEmpty() ? Map.<String, List<RunningTask>>of() : runs.byWorker();
        return members.stream()
                .map(member -> view(member, running.getOrDefault(member.name(), List.of())))
                .toList();
    }

    private WorkerView view(Member member, List<RunningTask> running) {
        var executables = scripts.call(() -> scripts.redis().smembers(RedisKeys.EXECUTABLES.in(0, member.name())));
        return new WorkerView(
                member.name(),
                member.host(),
                member.pid(),
                member.state(),
                new Slots(running.size(), member.slots()),
                executables.stream().sorted().toList(),
                member.queues(),
                member.startedAt(),
                member.lastSeen(),
                running);
    }

    @Override
    public boolean drain(String worker) {
        return wish(worker, WorkStore.Wish.DRAIN);
    }

    @Override
    public boolean resume(String worker) {
        return wish(worker, WorkStore.Wish.WORK);
    }

    private boolean wish(String worker, WorkStore.Wish wish) {
        boolean known = false;
        for (int partition = 0; partition < partitions.count(); partition++) {
            var arguments = new ScriptArguments().add(worker).add(wish.name());
            known |= ScriptAnswers.text(scripts.run(Script.DRAIN_WORKER, partition, arguments))
                    .equals("OK");
        }
        return known;
    }
}
