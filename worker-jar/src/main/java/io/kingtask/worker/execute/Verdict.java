package io.kingtask.worker.execute;

import io.kingtask.client.Cause;
import io.kingtask.client.FailureRule;
import io.kingtask.store.ClaimedTask;
import io.kingtask.store.KeptOutput;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Outcome;
import io.kingtask.worker.config.Limits;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.process.Ended;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Judges how a run ended: success, failure and its cause, the next attempt, and the words for whoever asks. */
final class Verdict {

    private static final KeptOutput NOTHING = KeptOutput.whole(new byte[0]);

    /**
     * What a run is allowed.
     *
     * @param time how long it may take
     * @param limits what it may use
     */
    record Bounds(Duration time, Limits limits) {}

    private final ClaimedTask task;
    private final FailureRule rule;
    private final Bounds bounds;
    private final @Nullable Duration resultKeep;

    /**
     * @param rule the task's, or else the worker's
     * @param bounds what the run was allowed
     */
    Verdict(ClaimedTask task, FailureRule rule, Bounds bounds, @Nullable Duration resultKeep) {
        this.task = task;
        this.rule = rule;
        this.bounds = bounds;
        this.resultKeep = resultKeep;
    }

    /** Of a program that ran, and whose end is this worker's to report. */
    Finish of(Ended ended, @Nullable Duration askedPause) {
        var cause = cause(ended);
        var stdout = ended.stdout().lessNewline();
        var error = ended.stderr().bytes().length > 0 ? ended.stderr() : sentence(cause, ended);
        if (cause == null) {
            return finish(Outcome.SUCCEEDED, ended, stdout, error, null, null);
        }
        if (cause == Cause.CANCELLED) {
            return finish(Outcome.CANCELLED, ended, stdout, error, cause, null);
        }
        // A program that was ended has no status of its own that could speak for or against another attempt.
        var ownStatus = cause == Cause.EXIT_CODE ? ended.exitCode() : null;
        var pause = new RetryPolicy(task.attempt(), task.retryIntervals()).pauseAfter(ownStatus, askedPause);
        return finish(Outcome.FAILED, ended, stdout, error, cause, pause);
    }

    /** Of a program that was not started, for a reason that the next attempt may find gone. */
    Finish notStarted(Cause cause, String sentence) {
        var pause = new RetryPolicy(task.attempt(), task.retryIntervals()).pauseAfter(null, null);
        return finish(Outcome.FAILED, null, NOTHING, utf8(sentence), cause, pause);
    }

    /** Of a task that was cancelled before its program was started. */
    Finish cancelledBeforeStart() {
        return finish(Outcome.CANCELLED, null, NOTHING, utf8("cancelled before it started"), Cause.CANCELLED, null);
    }

    private @Nullable Cause cause(Ended ended) {
        if (ended.reason() == EndReason.TIMEOUT) {
            return Cause.TIMEOUT;
        }
        if (ended.reason() == EndReason.CANCELLED) {
            return Cause.CANCELLED;
        }
        if (ended.signal() != null) {
            return Cause.SIGNAL;
        }
        if (ended.exitCode() == null || ended.exitCode() != 0) {
            return Cause.EXIT_CODE;
        }
        return rule == FailureRule.STDERR && ended.stderr().bytes().length > 0 ? Cause.STDERR : null;
    }

    private KeptOutput sentence(@Nullable Cause cause, Ended ended) {
        if (cause == null) {
            return NOTHING;
        }
        return switch (cause) {
            case TIMEOUT -> utf8("ran longer than " + seconds(bounds.time()) + " s and was ended");
            case CANCELLED -> utf8("was cancelled while it ran, and ended");
            case SIGNAL -> utf8(signalled(ended));
            case EXIT_CODE -> utf8("ended with exit status " + ended.exitCode());
            case STDERR, WORKER_LOST, NOT_FOUND, NOT_EXECUTABLE, LOST_LEASE, LAUNCH_ERROR -> NOTHING;
        };
    }

    private String signalled(Ended ended) {
        var signal = ended.signal();
        return "was ended by signal " + signal
                + (signal == null ? "" : bounds.limits().behind(signal));
    }

    private Finish finish(
            Outcome outcome,
            @Nullable Ended ended,
            KeptOutput stdout,
            KeptOutput error,
            @Nullable Cause cause,
            @Nullable Duration pause) {
        return new Finish(
                task.run(),
                outcome,
                ended == null ? null : ended.exitCode(),
                ended == null ? null : ended.signal(),
                stdout,
                error,
                cause,
                pause,
                resultKeep);
    }

    private static String seconds(Duration duration) {
        return java.math.BigDecimal.valueOf(duration.toMillis(), 3)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static KeptOutput utf8(String text) {
        return KeptOutput.whole(text.getBytes(StandardCharsets.UTF_8));
    }
}
