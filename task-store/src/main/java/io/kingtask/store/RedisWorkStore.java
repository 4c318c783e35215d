package io.kingtask.store;

import io.kingtask.client.OutputName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Leases on tasks in Redis, for workers. */
final class RedisWorkStore implements WorkStore {

    private final ScriptRunner scripts;
    private final Partitions partitions;
    private final WakeUps wakeUps;
    private final RedisTurns turns;
    private final RedisRegistrations registrations;

    RedisWorkStore(ScriptRunner scripts, Partitions partitions, WakeUps wakeUps) {
        this.scripts = scripts;
        this.partitions = partitions;
        this.wakeUps = wakeUps;
        turns = new RedisTurns(scripts, partitions);
        registrations = new RedisRegistrations(scripts, partitions);
    }

    @Override
    public List<ClaimedTask> claim(Worker worker, List<String> queues, int max) {
        return turns.claim(worker, queues, max);
    }

    @Override
    public Turned turn(Worker worker, List<Finish> ends, List<String> queues, int max) {
        return turns.turn(worker, ends, queues, max);
    }

    @Override
    public Map<Run, Renewed> renew(Worker worker, List<Run> runs) {
        var answers = new LinkedHashMap<Run, Renewed>();
        var byPartition = runs.stream().collect(Collectors.groupingBy(this::partitionOf));
        var failure = partitions.inEach(0, partition -> {
            var part = byPartition.getOrDefault(partition, List.of());
            if (!part.isEmpty()) {
                answers.putAll(renew(worker, partition, part));
            }
        });
        if (failure != null && answers.isEmpty()) {
            throw failure;
        }
        return answers;
    }

    private Map<Run, Renewed> renew(Worker worker, int partition, List<Run> runs) {
        var arguments = new ScriptArguments().add(worker.name()).add(worker.lease());
        runs.forEach(run -> arguments.addId(run.id()).add(run.fence()));
        var renewed = ScriptAnswers.allNamed(Renewed.class, scripts.run(Script.RENEW, partition, arguments));
        return IntStream.range(0, runs.size()).boxed().collect(Collectors.toMap(runs::get, renewed::get));
    }

    @Override
    public Finished handBack(Worker worker, Run run) {
        return giveBack(worker, run, "QUEUE");
    }

    @Override
    public Finished park(Worker worker, Run run) {
        return giveBack(worker, run, "ASIDE");
    }

    private Finished giveBack(Worker worker, Run run, String where) {
        var arguments = runArguments(worker, run).add(where);
        return ScriptAnswers.named(Finished.class, scripts.run(Script.HAND_BACK, partitionOf(run), arguments));
    }

    @Override
    public void progress(Worker worker, Run run, double progress, @Nullable String message) {
        var arguments = runArguments(worker, run).add(Double.toString(progress)).add(message);
        scripts.run(Script.PROGRESS, partitionOf(run), arguments);
    }

    @Override
    public Finished appendOutput(Worker worker, Run run, OutputName name, OutputPiece piece) {
        var arguments = runArguments(worker, run)
                .add(name.word())
                .add(piece.from())
                .add(piece.at())
                .add(piece.written())
                .add(piece.bytes());
        return ScriptAnswers.named(Finished.class, scripts.run(Script.APPEND_OUTPUT, partitionOf(run), arguments));
    }

    private static ScriptArguments runArguments(Worker worker, Run run) {
        return new ScriptArguments().add(worker.name()).addId(run.id()).add(run.fence());
    }

    @Override
    public Wish heartbeat(Worker worker, @Nullable Set<String> executables, List<Run> runs, boolean draining) {
        return registrations.heartbeat(worker, executables, runs, draining);
    }

    @Override
    public List<String> succeedPredecessor(Worker worker) {
        return registrations.succeedPredecessor(worker);
    }

    @Override
    public void unregister(Worker worker) {
        registrations.unregister(worker);
    }

    @Override
    public boolean awaitWork(Worker worker, List<String> queues, Duration longest) {
        return wakeUps.await(queues, longest);
    }

    private int partitionOf(Run run) {
        return partitions.of(run.id());
    }
}
