package io.kingtask.broker.admission;

import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.store.NewTask;
import io.kingtask.store.TaskStore.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The group commit: sends all submissions that wait to Redis in one call, and answers each only when Redis has acknowledged it.
 *
 * <p>There is at most one call under way. Whoever finds none under way starts a turn on one of the server's threads; a turn sends what
 * waits, passes the baton to the next turn if more came meanwhile, and then answers. So an idle committer holds no thread.
 */
final class Committer {

    /** One call to the store, as {@link io.kingtask.store.TaskStore#submit}. */
    interface Commit {
        List<Receipt> store(List<NewTask> tasks);
    }

    private static final int MOST_TASKS_A_CALL = 500;
    private static final long MOST_WEIGHT_A_CALL = 4L << 20;
    private static final int MOST_TASKS_WAITING = 20_000;
    private static final long MOST_WEIGHT_WAITING =
            Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 6);

    private final Commit commit;
    private final Executor threads;
    private final Queue<Submission> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong tasksWaiting = new AtomicLong();
    private final AtomicLong weightWaiting = new AtomicLong();
    private final AtomicBoolean underWay = new AtomicBoolean();

    Committer(Commit commit, Executor threads) {
        this.commit = commit;
        this.threads = threads;
    }

    /**
     * Stores tasks together with all others that wait. A crash before the answer leaves open whether they were stored; repeating them
     * with the same ids is safe.
     *
     * @return one answer a task; fails with {@link ProblemException} when too many wait, or with the store's exception
     */
    CompletionStage<List<Receipt>> submit(List<NewTask> tasks) {
        return submit(tasks, threads);
    }

    /** As {@link #submit}; where no call is under way this thread makes one, which is quicker than to wait for another thread to make it. */
    CompletionStage<List<Receipt>> submitHere(List<NewTask> tasks) {
        return submit(tasks, Runnable::run);
    }

    private CompletionStage<List<Receipt>> submit(List<NewTask> tasks, Executor first) {
        var submission = Submission.of(tasks);
        if (tasksWaiting.get() + tasks.size() > MOST_TASKS_WAITING
                || (weightWaiting.get() > 0 && weightWaiting.get() + submission.weight() > MOST_WEIGHT_WAITING)) {
            return CompletableFuture.failedFuture(overloaded());
        }
        tasksWaiting.addAndGet(tasks.size());
        weightWaiting.addAndGet(submission.weight());
        waiting.add(submission);
        startTurn(first);
        return submission.answers();
    }

    private void startTurn(Executor executor) {
        if (waiting.isEmpty() || !underWay.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(this::turn);
        } catch (RejectedExecutionException e) {
            underWay.set(false);
            take(Integer.MAX_VALUE, Long.MAX_VALUE)
                    .forEach(submission -> submission.answers().completeExceptionally(overloaded()));
        }
    }

    private void turn() {
        var group = take(MOST_TASKS_A_CALL, MOST_WEIGHT_A_CALL);
        try {
            var answers = commit.store(
                    group.stream().flatMap(each -> each.tasks().stream()).toList());
            passBaton();
            answer(group, answers);
        } catch (RuntimeException | Error e) {
            passBaton();
            group.forEach(submission -> submission.answers().completeExceptionally(e));
        }
    }

    private void passBaton() {
        underWay.set(false);
        startTurn(threads);
    }

    /** The first of those that wait, up to the bounds, but always one if any waits. */
    private List<Submission> take(int mostTasks, long mostWeight) {
        var group = new ArrayList<Submission>();
        int tasks = 0;
        long weight = 0;
        for (var next = waiting.peek(); next != null; next = waiting.peek()) {
            tasks += next.tasks().size();
            weight += next.weight();
            if (!group.isEmpty() && (tasks > mostTasks || weight > mostWeight)) {
                break;
            }
            group.add(waiting.remove());
            tasksWaiting.addAndGet(-next.tasks().size());
            weightWaiting.addAndGet(-next.weight());
        }
        return group;
    }

    private static void answer(List<Submission> group, List<Receipt> answers) {
        int from = 0;
        for (var submission : group) {
            int to = from + submission.tasks().size();
            submission.answers().complete(List.copyOf(answers.subList(from, to)));
            from = to;
        }
    }

    private static ProblemException overloaded() {
        return new ProblemException(Problem.later(
                ErrorCode.OVERLOADED,
                "More submissions wait for Redis than this broker holds; nothing was stored.",
                Duration.ofSeconds(1)));
    }
}
