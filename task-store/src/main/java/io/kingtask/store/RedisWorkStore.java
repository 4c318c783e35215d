package io.kingtask.store;

import io.kingtask.client.FailureRule;
import io.kingtask.client.OutputName;
import io.kingtask.client.Word;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Leases on tasks in Redis, for workers. */
final class RedisWorkStore implements WorkStore {

    private final ScriptRunner scripts;
    private final Partitions partitions;
    private final WakeUps wakeUps;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Set<String> knownExecutables = Set.of();

    RedisWorkStore(ScriptRunner scripts, Partitions partitions, WakeUps wakeUps) {
        this.scripts = scripts;
        this.partitions = partitions;
        this.wakeUps = wakeUps;
    }

    /**
     * Begins with another partition each time, so that none is served last for ever. What is claimed must be returned, even when the next
     * partition does not answer.
     */
    @Override
    public List<ClaimedTask> claim(Worker worker, List<String> queues, int max) {
        var claimed = new ArrayList<ClaimedTask>();
        var failure = partitions.inEach(turn.getAndIncrement(), partition -> {
            if (claimed.size() < max) {
                claimed.addAll(turn(worker, partition, List.of(), queues, max - claimed.size())
                        .claimed());
            }
        });
        if (failure != null && claimed.isEmpty()) {
            throw failure;
        }
        return claimed;
    }

    /** What may be said and asked in one partition at once. */
    private Turned turn(Worker worker, int partition, List<Finish> ends, List<String> queues, int max) {
        var arguments = new ScriptArguments()
                .add(worker.name())
                .add(worker.lease())
                .add(max)
                .add(ends.size());
        ends.forEach(end -> add(arguments, end));
        var answer = ScriptAnswers.list(scripts.run(Script.TURN, partition, arguments.addAll(queues)));
        return new Turned(ScriptAnswers.allNamed(Finished.class, answer.get(0)), claimed(answer.get(1)));
    }

    private static List<ClaimedTask> claimed(Object answer) {
        var tasks = new ArrayList<ClaimedTask>();
        for (var task : ScriptAnswers.list(answer)) {
            tasks.add(claimedTask(ScriptAnswers.list(task)));
        }
        return tasks;
    }

    /** In the order of {@code payload} in include/take.lua. */
    private static ClaimedTask claimedTask(List<?> values) {
        var texts = ScriptAnswers.texts(values);
        return new ClaimedTask(
                new Run(StoredId.read(present(texts.get(0))), Long.parseLong(present(texts.get(1)))),
                present(texts.get(2)),
                StoredJson.texts(orEmpty(texts.get(3))),
                present(TaskField.QUEUE.orAbsent(texts.get(4))),
                Integer.parseInt(present(texts.get(5))),
                pauses(orEmpty(texts.get(6))),
                Instant.ofEpochMilli(Long.parseLong(present(texts.get(7)))),
                texts.get(8) == null ? null : Duration.ofMillis(Long.parseLong(present(texts.get(8)))),
                texts.get(9),
                StoredJson.map(orEmpty(texts.get(10))),
                texts.get(11) == null
                        ? null
                        : Word.find(FailureRule.class, present(texts.get(11))).orElse(null),
                texts.get(12),
                texts.get(13));
    }

    private static List<Duration> pauses(String millis) {
        return millis.isEmpty()
                ? List.of()
                : Arrays.stream(millis.split(",", -1))
                        .map(pause -> Duration.ofMillis(Long.parseLong(pause)))
                        .toList();
    }

    private static String present(@Nullable String text) {
        if (text == null) {
            throw new IllegalStateException("a task in Redis lacks a field that every task has");
        }
        return text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** With several partitions all ends come before the claim: a task must not be claimed and then forgotten in a failure. */
    @Override
    public Turned turn(Worker worker, List<Finish> ends, List<String> queues, int max) {
        if (partitions.count() == 1) {
            return turn(worker, 0, ends, queues, max);
        }
        var answers = new Finished[ends.size()];
        var byPartition = IntStream.range(0, ends.size())
                .boxed()
                .collect(Collectors.groupingBy(i -> partitionOf(ends.get(i).run())));
        byPartition.forEach((partition, places) -> {
            var part = places.stream().map(ends::get).toList();
            var finished = turn(worker, partition, part, List.of(), 0).finished();
            for (int i = 0; i < places.size(); i++) {
                answers[places.get(i)] = finished.get(i);
            }
        });
        return new Turned(Arrays.asList(answers), max > 0 ? claim(worker, queues, max) : List.of());
    }

    private static void add(ScriptArguments arguments, Finish end) {
        arguments
                .addId(end.run().id())
                .add(end.run().fence())
                .add(move(end.outcome()).word())
                .add(end.exitCode())
                .add(end.signal())
                .add(end.stdout().bytes())
                .add(end.error().bytes())
                .add(end.cause() == null ? null : end.cause().word())
                .add(end.retryAfter())
                .add(end.resultKeep())
                .add(gap(end.stdout()))
                .add(gap(end.error()))
                .add(end.sha256());
    }

    private static @Nullable String gap(KeptOutput output) {
        var gap = output.gap();
        return gap == null ? null : gap.toJson();
    }

    private static Transition move(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> Transition.SUCCEED;
            case FAILED -> Transition.FAIL;
            case CANCELLED -> Transition.CANCEL_RUN;
        };
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

    @Override
    public List<String> succeedPredecessor(Worker worker) {
        var taken = new ArrayList<String>();
        for (int partition = 0; partition < partitions.count(); partition++) {
            var arguments = new ScriptArguments().add(worker.name()).add(TimerStore.SURVIVABLE_LOSSES);
            var answer = scripts.run(Script.SUCCEED_PREDECESSOR, partition, arguments);
            ScriptAnswers.list(answer).forEach(id -> taken.add(ScriptAnswers.id(id)));
        }
        return taken;
    }

    @Override
    public void unregister(Worker worker) {
        for (int partition = 0; partition < partitions.count(); partition++) {
            scripts.run(Script.UNREGISTER, partition, new ScriptArguments().add(worker.name()));
        }
    }

    @Override
    public boolean awaitWork(Worker worker, List<String> queues, Duration longest) {
        return wakeUps.await(queues, longest);
    }

    private int partitionOf(Run run) {
        return partitions.of(run.id());
    }
}
