package io.kingtask.bench;

import io.kingtask.client.Durability;
import io.kingtask.client.TaskId;
import io.kingtask.store.ClaimedTask;
import io.kingtask.store.LocalRedis;
import io.kingtask.store.NewTask;
import io.kingtask.store.RedisAddress;
import io.kingtask.store.RedisStore;
import io.kingtask.store.TaskCriteria;
import io.kingtask.store.TaskQuery;
import io.kingtask.store.WorkStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Redis with so many tasks: half of them timed, a tenth finished, the others pending. What is measured adds some hundreds. */
public final class FilledStore implements AutoCloseable {

    /** What is measured. */
    enum Move {
        SUBMIT,
        CLAIM,
        PROMOTE,
        QUERY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMillis(300);
    private static final int AT_ONCE = 100;
    private static final int CLAIMED_AT_ONCE = 10;
    private static final int PAGE = 50;
    private static final int MEASURED = 500;
    private static final List<String> QUEUES = List.of(NewTask.DEFAULT_QUEUE);

    private final LocalRedis redis = LocalRedis.start();
    private final RedisStore store = RedisStore.open(RedisAddress.parse(redis.address()), 4, 1);
    private final WorkStore work = store.work();
    private final WorkStore.Worker worker =
            new WorkStore.Worker("bench", "localhost", 1, "1", QUEUES, CLAIMED_AT_ONCE, Duration.ofMinutes(10));

    public FilledStore(int tasks) {
        submit(tasks / 10, null);
        claimAndFinish(tasks / 10);
        submit(tasks / 2, DAY);
        submit(tasks - tasks / 2 - tasks / 10, null);
    }

    public void submit(int tasks, @Nullable Duration delay) {
        for (int left = tasks; left > 0; left -= AT_ONCE) {
            store.tasks()
                    .submit(
                            Stream.generate(() -> task(delay))
                                    .limit(Math.min(left, AT_ONCE))
                                    .toList(),
                            0);
        }
    }

    public List<ClaimedTask> claim(int most) {
        return work.claim(worker, QUEUES, most);
    }

    public void finish(ClaimedTask task) {
        byte[] result = "57".getBytes(StandardCharsets.US_ASCII);
        byte[] error = {};
        work.finish(
                worker,
                new WorkStore.Finish(
                        task.run(), WorkStore.Outcome.SUCCEEDED, 0, null, result, error, null, null, null));
    }

    /** What each move costs for one task, one move after the other. */
    Map<Move, Double> micros() {
        Map<Move, Double> micros = new EnumMap<>(Move.class);
        micros.put(Move.SUBMIT, each(MEASURED, () -> {
            submit(MEASURED, null);
            return MEASURED;
        }));
        micros.put(Move.CLAIM, each(MEASURED, this::claimSome));
        submit(MEASURED, SOON);
        LockSupport.parkNanos(SOON.multipliedBy(2).toNanos());
        micros.put(
                Move.PROMOTE,
                each(MEASURED, () -> store.timers().promote(AT_ONCE).promoted()));
        claimAndFinish(MEASURED);
        micros.put(Move.QUERY, each(MEASURED, this::query));
        return micros;
    }

    /** What is claimed here stays so: the lease is long. */
    private int claimSome() {
        return claim(CLAIMED_AT_ONCE).size();
    }

    /** The newest fifty, as the console asks for them. */
    private int query() {
        return store.tasks()
                .list(new TaskQuery(TaskCriteria.ANY, PAGE, null))
                .items()
                .size();
    }

    /** @return microseconds for each task that a step says it has moved */
    private static double each(int tasks, Callable<Integer> step) {
        try {
            long start = System.nanoTime();
            int done = 0;
            while (done < tasks) {
                int more = step.call();
                if (more == 0) {
                    throw new IllegalStateException("nothing was left after " + done + " tasks");
                }
                done += more;
            }
            return (System.nanoTime() - start) / 1e3 / done;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void claimAndFinish(int tasks) {
        for (int left = tasks; left > 0; ) {
            List<ClaimedTask> claimed = claim(CLAIMED_AT_ONCE);
            claimed.forEach(this::finish);
            left -= claimed.size();
        }
    }

    private static NewTask task(@Nullable Duration delay) {
        return new NewTask(
                TaskId.next(),
                "add",
                List.of("12", "45"),
                null,
                delay,
                List.of(),
                NewTask.DEFAULT_QUEUE,
                NewTask.DEFAULT_PRIORITY,
                null,
                null,
                Map.of(),
                null,
                DAY,
                null,
                Durability.MEMORY,
                null,
                null,
                null);
    }

    @Override
    public void close() {
        store.close();
        redis.close();
    }
}
