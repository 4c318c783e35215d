package io.kingtask.broker.inspection;

import io.kingtask.client.Cause;
import io.kingtask.client.TaskJson;
import io.kingtask.client.TaskView;
import io.kingtask.store.StandingStore.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says where a task stands, and what to do about it. */
final class Sentences {

    private Sentences() {}

    static String notDue(Standing standing) {
        return due(standing, "It is scheduled for " + time(standing.task().startTime()));
    }

    static String retryNotDue(Standing standing) {
        var task = standing.task();
        return due(
                standing,
                "Its attempt " + task.attempt() + " of " + task.maxAttempts() + " failed (" + ending(task)
                        + "), and it is tried again at " + time(task.startTime()));
    }

    private static String due(Standing standing, String beginning) {
        var due = standing.task().startTime();
        var left = due == null ? Duration.ZERO : Duration.between(standing.now(), due);
        return left.isNegative() || left.isZero()
                ? beginning + ", which is past: a broker that runs puts it into its queue within a second."
                : beginning + ", in " + words(left) + ". To run it now, move its start time to 0.";
    }

    static String queuePaused(Standing standing) {
        return "The queue " + standing.task().queue() + " is paused. Resume it, and its tasks run.";
    }

    static String noWorker(Standing standing) {
        var queue = standing.task().queue();
        return "No live worker serves the queue " + queue + ". Start one with `queues: [" + queue + "]`.";
    }

    static String noExecutable(Standing standing) {
        var task = standing.task();
        int live = standing.crew().live();
        return (live == 1 ? "The one live worker" : "None of the " + live + " live workers") + " of the queue "
                + task.queue() + (live == 1 ? " does not have" : " has") + " the executable " + task.executable()
                + ". Put it into the bin_path of one, or the task fails with not_found.";
    }

    static String workersDraining(Standing standing) {
        var task = standing.task();
        return "Every live worker of the queue " + task.queue() + " that has the executable " + task.executable()
                + " drains. Resume one, or start another.";
    }

    static String workersBusy(Standing standing) {
        int able = standing.crew().able();
        return (able == 1 ? "The one worker that could run it is" : "All " + able + " workers that could run it are")
                + " busy. It runs when a slot is free; to have more slots, raise `concurrency` or start another worker.";
    }

    static String behindOthers(Standing standing) {
        var ahead = Objects.requireNonNull(standing.ahead());
        boolean one = ahead.all() && ahead.tasks() == 1;
        return (ahead.all() ? "" : "More than ") + ahead.tasks() + (one ? " pending task" : " pending tasks")
                + " of the queue " + standing.task().queue() + (one ? " comes" : " come")
                + " before it. A higher priority lets a task overtake others.";
    }

    static String running(Standing standing) {
        var task = standing.task();
        var sentence = "It runs on the worker " + task.worker() + " since " + time(task.startedAt()) + ", attempt "
                + task.attempt() + " of " + task.maxAttempts();
        var leaseEnds = standing.leaseEnds();
        return leaseEnds != null && leaseEnds.isBefore(standing.now())
                ? sentence
                        + ". That worker is silent, and its lease is over: the task is put back into its queue within a second."
                : sentence + ".";
    }

    static String succeeded(Standing standing) {
        var task = standing.task();
        return "It succeeded at " + time(task.finishedAt()) + attempts(task) + ": " + ending(task) + ".";
    }

    static String failed(Standing standing) {
        var task = standing.task();
        return "It failed at " + time(task.finishedAt()) + attempts(task) + ": " + ending(task)
                + ". When the cause is gone, retry it.";
    }

    static String cancelled(Standing standing) {
        var task = standing.task();
        return "An operator cancelled it at " + time(task.finishedAt())
                + (task.attempts().isEmpty() ? ", before it ran." : attempts(task) + ".");
    }

    private static String attempts(TaskView task) {
        return task.attempt() == 0 ? "" : " after " + task.attempt() + (task.attempt() == 1 ? " attempt" : " attempts");
    }

    /** How its latest run ended. */
    private static String ending(TaskView task) {
        var cause = task.cause();
        return cause == null ? "its program ended with exit status " + task.exitCode() : ending(task, cause);
    }

    private static String ending(TaskView task, Cause cause) {
        return switch (cause) {
            case EXIT_CODE -> "its program ended with exit status " + task.exitCode();
            case STDERR -> "its program wrote to standard error, which the failure rule stderr forbids";
            case SIGNAL -> "signal " + task.signal() + " ended its program";
            case TIMEOUT -> "its program ran longer than it may, and was ended";
            case WORKER_LOST -> "its workers died while it ran";
            case NOT_FOUND ->
                "no live worker of the queue " + task.queue() + " has the executable " + task.executable();
            case NOT_EXECUTABLE ->
                task.executable() + " is no executable file inside the bin_path of the worker " + task.worker();
            case CANCELLED -> "an operator cancelled it";
            case LOST_LEASE -> "its worker could not renew its lease";
            case LAUNCH_ERROR -> "its program could not be started";
        };
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "an unknown time" : TaskJson.format(time);
    }

    private static String words(Duration left) {
        if (left.compareTo(Duration.ofMinutes(2)) < 0) {
            long seconds = Math.max(1, left.toSeconds());
            return seconds + (seconds == 1 ? " second" : " seconds");
        }
        if (left.compareTo(Duration.ofHours(2)) < 0) {
            return left.toMinutes() + " minutes";
        }
        return left.compareTo(Duration.ofDays(2)) < 0 ? left.toHours() + " hours" : left.toDays() + " days";
    }
}
