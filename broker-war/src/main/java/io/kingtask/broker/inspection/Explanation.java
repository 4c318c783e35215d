package io.kingtask.broker.inspection;

import io.kingtask.client.TaskState;
import io.kingtask.store.StandingStore.Crew;
import io.kingtask.store.StandingStore.Standing;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a task does not run, or what became of it. What does not apply is null.
 *
 * @param code the first reason's, with {@code message}
 * @param reasons all of them, the one to be removed first in front
 * @param dueAt scheduled and retrying: when it becomes pending
 * @param position pending: 1 is next; null too when there are too many before it to be counted
 * @param pendingAhead pending: tasks before it, or at least so many where {@code position} is null
 * @param workers unfinished: the live workers of its queue
 * @param worker that runs, or last ran, it
 */
@JsonbPropertyOrder({
    "id",
    "state",
    "code",
    "message",
    "reasons",
    "dueAt",
    "dueInSeconds",
    "position",
    "queue",
    "queuePaused",
    "pendingAhead",
    "workers",
    "worker",
    "leaseEndsAt"
})
public record Explanation(
        String id,
        TaskState state,
        String code,
        String message,
        List<Said> reasons,
        @Nullable Instant dueAt,
        @Nullable Double dueInSeconds,
        @Nullable Long position,
        String queue,
        boolean queuePaused,
        @Nullable Long pendingAhead,
        @Nullable Workers workers,
        @Nullable String worker,
        @Nullable Instant leaseEndsAt) {

    /** A reason in a sentence for a person. */
    public record Said(String code, String message) {}

    /**
     * Live workers of the queue.
     *
     * @param draining those of them that take nothing new
     * @param withExecutable those of them that have the executable, draining or not
     * @param freeSlots what those can take now
     */
    public record Workers(int live, int draining, int withExecutable, int freeSlots) {

        static Workers of(Crew crew) {
            return new Workers(crew.live(), crew.draining(), crew.withExecutable(), crew.freeSlots());
        }
    }

    static Explanation of(Standing standing) {
        var task = standing.task();
        var reasons = Reason.of(standing).stream()
                .map(reason -> new Said(reason.word(), reason.sentence(standing)))
                .toList();
        var ahead = standing.ahead();
        boolean waitsForTime = task.state() == TaskState.SCHEDULED || task.state() == TaskState.RETRYING;
        var due = waitsForTime ? task.startTime() : null;
        return new Explanation(
                task.id(),
                task.state(),
                reasons.get(0).code(),
                reasons.get(0).message(),
                reasons,
                due,
                due == null ? null : (Double) secondsUntil(due, standing.now()),
                ahead == null || !ahead.all() ? null : (Long) (ahead.tasks() + 1),
                task.queue(),
                standing.queuePaused(),
                ahead == null ? null : (Long) ahead.tasks(),
                task.state().isFinal() ? null : Workers.of(standing.crew()),
                task.worker(),
                standing.leaseEnds());
    }

    private static double secondsUntil(Instant due, Instant now) {
        return Math.max(0, Duration.between(now, due).toMillis() / 1000.0);
    }
}
