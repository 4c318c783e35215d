package io.kingtask.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kingtask.client.Durability;
import io.kingtask.client.TaskView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import redis.clients.jedis.params.SetParams;

/** Tasks in Redis, for the broker's clients. */
final class RedisTaskStore implements TaskStore {

    private static final Duration REPLICA_PATIENCE = Duration.ofSeconds(2);

    private final ScriptRunner scripts;
    private final Partitions partitions;
    private final TaskListing listing;
    private final Auditor auditor;
    private final Ledger ledger;

    RedisTaskStore(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
        this.listing = new TaskListing(scripts, partitions);
        this.auditor = new Auditor(scripts, partitions);
        this.ledger = new Ledger(scripts, partitions);
    }

    @Override
    public List<Receipt> submit(List<NewTask> tasks, long maxPending) {
        var answers = new Receipt[tasks.size()];
        var byPartition = IntStream.range(0, tasks.size())
                .boxed()
                .collect(Collectors.groupingBy(i -> partitions.of(tasks.get(i).id())));
        byPartition.forEach((partition, places) -> {
            var part = places.stream().map(tasks::get).toList();
            var stored = submitTo(partition, part, partitions.share(maxPending));
            for (int i = 0; i < stored.size(); i++) {
                answers[places.get(i)] = stored.get(i);
            }
        });
        return Arrays.asList(answers);
    }

    private List<Receipt> submitTo(int partition, List<NewTask> tasks, long maxPending) {
        var arguments = new ScriptArguments().add(maxPending).add(tasks.size());
        tasks.forEach(task -> TaskArguments.add(arguments, task));
        if (tasks.stream().noneMatch(task -> task.durability() == Durability.REPLICA)) {
            return receipts(scripts.run(Script.SUBMIT, partition, arguments));
        }
        return submitReplicated(partition, tasks, arguments);
    }

    /**
     * WAIT speaks of the writes of its own connection, so both go in one pipeline. A submission that only finds its task there already
     * writes nothing; the write in between makes sure that WAIT speaks of what was stored before too.
     */
    private List<Receipt> submitReplicated(int partition, List<NewTask> tasks, ScriptArguments arguments) {
        return scripts.call(() -> {
            try (var pipeline = scripts.redis().pipelined()) {
                var keys = ScriptRunner.keys(partition);
                var stored = pipeline.eval(Script.SUBMIT.source(), keys, arguments.values());
                var mark = pipeline.set(
                        RedisKeys.READY.in(partition),
                        "1",
                        SetParams.setParams().ex(60));
                var replicas = pipeline.waitReplicas(keys.get(0), 1, REPLICA_PATIENCE.toMillis());
                pipeline.sync();
                ScriptRunner.answer(mark);
                var answers = receipts(ScriptRunner.answer(stored));
                boolean replicated = ScriptRunner.answer(replicas) >= 1;
                for (int i = 0; i < answers.size() && !replicated; i++) {
                    if (tasks.get(i).durability() == Durability.REPLICA && isThere(answers.get(i))) {
                        answers.set(
                                i,
                                new Receipt(
                                        Submitted.NOT_REPLICATED, answers.get(i).at()));
                    }
                }
                return answers;
            }
        });
    }

    /** In the order of submit.lua. */
    private static List<Receipt> receipts(Object answer) {
        var parts = ScriptAnswers.list(answer);
        var at = Instant.ofEpochMilli(ScriptAnswers.longNumber(parts.get(0)));
        var receipts = new ArrayList<Receipt>();
        ScriptAnswers.allNamed(Submitted.class, parts.get(1)).forEach(one -> receipts.add(new Receipt(one, at)));
        return receipts;
    }

    private static boolean isThere(Receipt receipt) {
        return receipt.answer() == Submitted.ACCEPTED || receipt.answer() == Submitted.EXISTS;
    }

    @Override
    public Optional<TaskView> find(String id) {
        return hash(id).map(hash -> hash.view(id));
    }

    @Override
    public Optional<TaskView> watch(String id) {
        var answer = scripts.run(Script.WATCH, partitions.of(id), new ScriptArguments().addId(id));
        return Optional.of(TaskHash.of(ScriptAnswers.list(answer)))
                .filter(hash -> !hash.isEmpty())
                .map(hash -> hash.view(id));
    }

    private Optional<TaskHash> hash(String id) {
        var key = RedisKeys.TASK.in(partitions.of(id), StoredId.of(id)).getBytes(UTF_8);
        var fields = new ArrayList<byte[]>();
        scripts.call(() -> scripts.redis().hgetAll(key)).forEach((name, value) -> {
            fields.add(name);
            fields.add(value);
        });
        return Optional.of(TaskHash.of(fields)).filter(hash -> !hash.isEmpty());
    }

    @Override
    public TaskPage list(TaskQuery query) {
        return listing.page(query);
    }

    @Override
    public Changed cancel(String id) {
        return change(Script.CANCEL, id, new ScriptArguments().addId(id));
    }

    @Override
    public Changed retry(String id) {
        return change(Script.RETRY, id, new ScriptArguments().addId(id));
    }

    @Override
    public Changed reschedule(String id, Instant startTime) {
        return change(Script.RESCHEDULE, id, new ScriptArguments().addId(id).add(startTime.toEpochMilli()));
    }

    private Changed change(Script script, String id, ScriptArguments arguments) {
        return ScriptAnswers.named(Changed.class, scripts.run(script, partitions.of(id), arguments));
    }

    @Override
    public Audit audit() {
        return auditor.audit();
    }

    @Override
    public Stats stats() {
        return ledger.stats();
    }

    @Override
    public void checkWritable() {
        var key = RedisKeys.READY.in(0);
        scripts.call(() -> scripts.redis().set(key, "1", SetParams.setParams().ex(60)));
    }
}
