package io.kingtask.worker.execute;

import io.kingtask.client.Cause;
import io.kingtask.store.ClaimedTask;
import io.kingtask.worker.folder.WorkFolders;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.process.Ended;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the end of a program means for its run.
 *
 * @param started before the program was
 * @param sha256 of the file that was run; null: not known
 */
record Ending(
        ClaimedTask task,
        LeasedRun lease,
        Verdict verdict,
        Instant started,
        @Nullable String sha256) {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
    private static final int SIGKILL = 9;

    RunEnd of(Ended ended, @Nullable Duration retryAfter, WorkFolders folders) {
        if (wasEndedFromOutside(ended, folders)) {
            return lost();
        }
        var reason = ended.reason();
        if (reason == EndReason.STOPPED) {
            return new RunEnd.GivenBack();
        }
        if (reason == EndReason.NOT_OWNER) {
            return new RunEnd.Lost();
        }
        if (reason == EndReason.LOST_LEASE) {
            return lost();
        }
        return new RunEnd.Result(verdict.of(ended, retryAfter).withSha256(sha256));
    }

    RunEnd notStarted(String why) {
        return new RunEnd.Result(verdict.notStarted(Cause.LAUNCH_ERROR, why));
    }

    /** A SIGKILL of the watchdog's, while this process was suspended, says nothing of the program. */
    private boolean wasEndedFromOutside(Ended ended, WorkFolders folders) {
        var signal = ended.signal();
        return ended.reason() == null
                && signal != null
                && signal == SIGKILL
                && (lease.due() == EndReason.LOST_LEASE || folders.programsWereEndedSince(started));
    }

    private RunEnd lost() {
        LOG.warn(
                "Ended the program of task {} because its lease could not be renewed ({}); it will run again when the"
                        + " lease is over.",
                task.id(),
                Cause.LOST_LEASE.word());
        return new RunEnd.Lost();
    }
}
