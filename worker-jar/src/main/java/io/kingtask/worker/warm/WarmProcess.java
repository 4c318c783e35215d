package io.kingtask.worker.warm;

import io.kingtask.store.KeptOutput;
import io.kingtask.worker.folder.ReusedFolder;
import io.kingtask.worker.lease.EndReason;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.output.BoundedOutput;
import io.kingtask.worker.process.Ended;
import io.kingtask.worker.process.Exit;
import io.kingtask.worker.process.LaunchException;
import io.kingtask.worker.process.OpenProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running program that serves one task after another. Used by one thread at a time. */
final class WarmProcess {

    /** It ended, or stopped to listen, before it had got the task: another process can have that. */
    static final class NotTaken extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final Logger LOG = LoggerFactory.getLogger(WarmProcess.class);
    private static final KeptOutput NOTHING = KeptOutput.whole(new byte[0]);

    /** A program's outputs are closed a moment before its end is known. */
    private static final Duration UNTIL_ENDED = Duration.ofSeconds(1);

    private static final int SHOWN = 2000;

    private final Program program;
    private final OpenProcess process;
    private final ReusedFolder folder;
    private final LineBuffer lines;
    private final long bornAt = System.nanoTime();
    private long lastUsed = bornAt;
    private long served;
    private boolean spoiled;
    private boolean ended;

    /** @param longestLine bytes that an answer may have */
    WarmProcess(Program program, OpenProcess process, ReusedFolder folder, int longestLine) {
        this.program = program;
        this.process = process;
        this.folder = folder;
        this.lines = new LineBuffer(longestLine);
    }

    Program program() {
        return program;
    }

    Path directory() {
        return folder.files().work();
    }

    long lastUsed() {
        return lastUsed;
    }

    Conversation talk(String taskId, Conversation.Notes notes) {
        return new Conversation(taskId, lines, notes);
    }

    /** Whether it lives, and has said nothing without being asked; does not wait. */
    boolean isReady() {
        if (!spoiled) {
            process.listen(Duration.ZERO, new Unasked());
            spoiled = process.isOver() || !lines.isEmpty();
        }
        return !spoiled;
    }

    /** Whether it has served as much as it is to. */
    boolean isWorn(Declaration declaration) {
        return served >= declaration.maxTasks()
                || System.nanoTime() - bornAt >= declaration.maxTime().toNanos();
    }

    /**
     * Gives it a task, and waits for the answer. If it is no longer to be used after that, {@link #isReady} says so.
     *
     * @throws LaunchException when what it says is no answer
     * @throws NotTaken when it never had the task
     */
    Ended serve(byte[] request, Conversation talk, LeasedRun lease) throws LaunchException, NotTaken {
        lease.onOrder(process::ring);
        try {
            var due = lease.due();
            if (due != null) {
                return new Ended(null, null, due, NOTHING, NOTHING, null);
            }
            served++;
            process.say(request, request.length);
            return converse(talk, lease);
        } finally {
            lease.onOrder(null);
            lastUsed = System.nanoTime();
        }
    }

    private Ended converse(Conversation talk, LeasedRun lease) throws LaunchException, NotTaken {
        while (true) {
            var answer = talk.answer();
            if (answer != null) {
                return answered(answer, talk);
            }
            var due = lease.due();
            if (due != null) {
                return end(talk, lease, due);
            }
            if (talk.fault() != null) {
                end(talk, lease, EndReason.TIMEOUT);
                throw new LaunchException(program.name() + " was ended, because what it wrote to its standard output"
                        + " is no answer: " + talk.fault() + said(talk));
            }
            if (process.isDeaf()) {
                spoiled = true;
                throw new NotTaken();
            }
            if (process.isOver()) {
                return crashed(talk, lease);
            }
            process.listen(lease.untilDue(), talk);
        }
    }

    private Ended answered(Answer answer, Conversation talk) {
        // What it wrote to standard error before its answer is there by now.
        process.listen(Duration.ZERO, talk);
        var outputs = talk.outputs();
        write(answer.stdout(), outputs.stdout());
        write(answer.stderr(), outputs.stderr());
        return new Ended(
                answer.exitCode(),
                null,
                null,
                outputs.stdout().kept(),
                outputs.stderr().kept(),
                null);
    }

    private static void write(String text, BoundedOutput output) {
        if (!text.isEmpty()) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            output.write(bytes, bytes.length);
        }
    }

    private Ended end(Conversation talk, LeasedRun lease, EndReason reason) {
        var exit = endProcess(lease.grace(reason), lease::mustBeGone, talk);
        var error = talk.outputs().stderr().kept();
        return new Ended(exit.status(), exit.signal(), reason, NOTHING, error, null);
    }

    private Ended crashed(Conversation talk, LeasedRun lease) throws LaunchException {
        long patience = System.nanoTime() + UNTIL_ENDED.toNanos();
        while (!process.hasEnded() && System.nanoTime() - patience < 0 && lease.due() == null) {
            process.listen(Duration.ofMillis(10), talk);
        }
        boolean byItself = process.hasEnded();
        var exit = endProcess(graceLeft(lease), lease::mustBeGone, talk);
        var status = exit.status();
        if (!byItself || (status != null && status == 0)) {
            throw new LaunchException(program.name()
                    + (byItself ? " ended with exit status 0" : " closed its standard output")
                    + " before it had answered" + said(talk));
        }
        var error = talk.outputs().stderr().kept();
        return new Ended(status, exit.signal(), null, NOTHING, error, null);
    }

    private static Duration graceLeft(LeasedRun lease) {
        var grace = lease.grace(EndReason.TIMEOUT);
        var left = lease.untilDue();
        return left.compareTo(grace) < 0 ? left : grace;
    }

    private static String said(Conversation talk) {
        var bytes = talk.outputs().stderr().kept().bytes();
        var text = new String(bytes, 0, Math.min(bytes.length, SHOWN), StandardCharsets.UTF_8);
        return text.isBlank() ? "" : "\n" + text;
    }

    /** Empties its working folder, between two tasks. */
    void tidy() {
        try {
            if (!spoiled) {
                folder.empty();
            }
        } catch (IOException e) {
            LOG.warn(
                    "A process of {} is replaced: its working folder cannot be emptied: {}",
                    program.name(),
                    e.toString());
            spoiled = true;
        }
    }

    /** It is to end by itself. */
    void hangUp() {
        process.hangUp();
    }

    void askToEnd() {
        process.askToEnd();
    }

    /** To be called when it is not used any more; nothing of it is left then. */
    void end(Duration grace) {
        if (!ended) {
            endProcess(grace, () -> false, new Unasked());
        }
        folder.close();
    }

    private Exit endProcess(Duration grace, BooleanSupplier atOnce, OpenProcess.Ears ears) {
        spoiled = true;
        ended = true;
        return process.end(grace, atOnce, ears);
    }

    /** Whether it has ended, or is about to; does not wait. */
    boolean isOver() {
        process.listen(Duration.ZERO, new Unasked());
        return process.isOver();
    }

    /** What it says while it has no task. */
    private final class Unasked implements OpenProcess.Ears {
        @Override
        public void stdout(byte[] bytes, int length) {
            LOG.debug("{} wrote {} bytes to its standard output without a task.", program.name(), length);
            spoiled = true;
        }

        @Override
        public void stderr(byte[] bytes, int length) {
            LOG.debug("{} wrote {} bytes to its standard error without a task.", program.name(), length);
        }
    }
}
