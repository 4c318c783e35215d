package io.kingtask.broker.inspection;

import io.kingtask.client.Word;
import io.kingtask.store.StandingStore.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Why a task does not run; or that it does, or did. Each says in a sentence what to do about it. */
enum Reason implements Word {
    NOT_DUE(Sentences::notDue),
    RETRY_NOT_DUE(Sentences::retryNotDue),
    QUEUE_PAUSED(Sentences::queuePaused),
    NO_WORKER(Sentences::noWorker),
    NO_EXECUTABLE(Sentences::noExecutable),
    WORKERS_DRAINING(Sentences::workersDraining),
    WORKERS_BUSY(Sentences::workersBusy),
    BEHIND_OTHERS(Sentences::behindOthers),
    ABOUT_TO_START(standing -> "Nothing stands in its way: a worker takes it within a second or two."),
    RUNNING(Sentences::running),
    SUCCEEDED(Sentences::succeeded),
    FAILED(Sentences::failed),
    CANCELLED(Sentences::cancelled);

    private final Function<Standing, String> sentence;

    Reason(Function<Standing, String> sentence) {
        this.sentence = sentence;
    }

    String sentence(Standing standing) {
        return sentence.apply(standing);
    }

    /** All that applies; never empty. */
    static List<Reason> of(Standing standing) {
        return switch (standing.task().state()) {
            case SCHEDULED -> later(NOT_DUE, standing);
            case RETRYING -> later(RETRY_NOT_DUE, standing);
            case PENDING -> pending(standing);
            case RUNNING -> List.of(RUNNING);
            case SUCCEEDED -> List.of(SUCCEEDED);
            case FAILED -> List.of(FAILED);
            case CANCELLED -> List.of(CANCELLED);
        };
    }

    /** What would hinder it when its time has come is said, too. */
    private static List<Reason> later(Reason first, Standing standing) {
        var reasons = new ArrayList<>(List.of(first));
        reasons.addAll(hindrances(standing));
        return reasons;
    }

    /** What does not pass by itself. */
    private static List<Reason> hindrances(Standing standing) {
        var reasons = new ArrayList<Reason>();
        if (standing.queuePaused()) {
            reasons.add(QUEUE_PAUSED);
        }
        var crew = standing.crew();
        if (crew.live() == 0) {
            reasons.add(NO_WORKER);
        } else if (crew.withExecutable() == 0) {
            reasons.add(NO_EXECUTABLE);
        } else if (crew.able() == 0) {
            reasons.add(WORKERS_DRAINING);
        }
        return reasons;
    }

    private static List<Reason> pending(Standing standing) {
        var reasons = new ArrayList<>(hindrances(standing));
        if (reasons.isEmpty()) {
            if (standing.crew().freeSlots() == 0) {
                reasons.add(WORKERS_BUSY);
            }
            var ahead = standing.ahead();
            if (ahead != null && ahead.tasks() > 0) {
                reasons.add(BEHIND_OTHERS);
            }
        }
        return reasons.isEmpty() ? List.of(ABOUT_TO_START) : reasons;
    }
}
