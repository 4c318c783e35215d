package io.kingtask.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The due set and the leases in Redis, for the broker's timers. */
final class RedisTimerStore implements TimerStore {

    private static final int UNPLACED_AT_ONCE = 100;

    private final ScriptRunner scripts;
    private final Partitions partitions;
    private final DueListing dueListing;

    RedisTimerStore(ScriptRunner scripts, Partitions partitions) {
        this.scripts = scripts;
        this.partitions = partitions;
        this.dueListing = new DueListing(scripts, partitions);
    }

    @Override
    public Promotion promote(int max) {
        var next = new ArrayList<Duration>();
        int promoted = inEach(partition -> {
            var answer = ScriptAnswers.list(scripts.run(Script.PROMOTE, partition, new ScriptArguments().add(max)));
            var until = ScriptAnswers.text(answer.get(1));
            if (!until.isEmpty()) {
                next.add(Duration.ofMillis(Math.max(0, Long.parseLong(until))));
            }
            return ScriptAnswers.number(answer.get(0));
        });
        return new Promotion(
                promoted, next.stream().min(Comparator.naturalOrder()).orElse(null));
    }

    @Override
    public Optional<Duration> untilNextDue() {
        return Optional.ofNullable(promote(0).untilNext());
    }

    @Override
    public int takeOverExpired(int max) {
        return inEach(partition ->
                ids(Script.TAKE_OVER, partition, new ScriptArguments().add(max).add(SURVIVABLE_LOSSES)));
    }

    @Override
    public int failUnplaced(Duration patience) {
        return inEach(partition -> ids(
                Script.FAIL_UNPLACED,
                partition,
                new ScriptArguments().add(patience).add(UNPLACED_AT_ONCE)));
    }

    @Override
    public int trimExpired(int max) {
        return inEach(
                partition -> ScriptAnswers.number(scripts.run(Script.TRIM, partition, new ScriptArguments().add(max))));
    }

    private int ids(Script script, int partition, ScriptArguments arguments) {
        return ScriptAnswers.list(scripts.run(script, partition, arguments)).size();
    }

    private int inEach(ToIntFunction<Integer> action) {
        var sum = new AtomicInteger();
        var failure = partitions.inEach(0, partition -> sum.addAndGet(action.applyAsInt(partition)));
        if (failure != null) {
            throw failure;
        }
        return sum.get();
    }

    @Override
    public DuePage due(int limit, @Nullable String cursor) {
        return dueListing.page(limit, cursor);
    }
}
