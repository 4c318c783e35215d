package io.kingtask.store;

import io.kingtask.client.FailureRule;
import io.kingtask.client.Word;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Finished;
import io.kingtask.store.WorkStore.Outcome;
import io.kingtask.store.WorkStore.Run;
import io.kingtask.store.WorkStore.Turned;
import io.kingtask.store.WorkStore.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Results to Redis and tasks from there, in one round trip: what {@code turn.lua} takes and answers. */
final class RedisTurns {

    private final ScriptRunner scripts;
    private final Partitions partitions;
    private final AtomicInteger first = new AtomicInteger();

    RedisTurns(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
    }

    /**
     * Begins with another partition each time, so that none is served last for ever. What is claimed must be returned, even when the next
     * partition does not answer.
     */
    List<ClaimedTask> claim(Worker worker, List<String> queues, int max) {
        var claimed = new ArrayList<ClaimedTask>();
        var failure = partitions.inEach(first.getAndIncrement(), partition -> {
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
    Turned turn(Worker worker, List<Finish> ends, List<String> queues, int max) {
        if (partitions.count() == 1) {
            return turn(worker, 0, ends, queues, max);
        }
        var answers = new Finished[ends.size()];
        var byPartition = IntStream.range(0, ends.size())
                .boxed()
                .collect(Collectors.groupingBy(
                        i -> partitions.of(ends.get(i).run().id())));
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
}
