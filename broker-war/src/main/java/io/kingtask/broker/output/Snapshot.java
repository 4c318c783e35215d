package io.kingtask.broker.output;

import io.kingtask.client.TaskState;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Collects what a running program has written so far, or one range of it in which nothing is missing. */
final class Snapshot implements OutputReader {

    /**
     * What was collected.
     *
     * @param at where it begins
     * @param written how much the program had written
     * @param dropped how much of that is missing in what was collected, or before it
     */
    record Collected(byte[] bytes, long at, long written, long dropped) {}

    private final CompletableFuture<Collected> answer = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final boolean range;
    private final long most;
    private long at;
    private long written;
    private long dropped;

    /**
     * @param range whether to end before a gap, in place of a line that tells of it
     * @param from where it begins
     * @param most bytes
     */
    Snapshot(boolean range, long from, long most) {
        this.range = range;
        this.at = from;
        this.written = from;
        this.most = most;
    }

    CompletableFuture<Collected> answer() {
        return answer;
    }

    /** Ends with what there is. */
    void stop() {
        answer.complete(new Collected(bytes.toByteArray(), at, written, dropped));
    }

    @Override
    public boolean hasRoom() {
        return bytes.size() < most;
    }

    @Override
    public boolean isGone() {
        return answer.isDone();
    }

    @Override
    public void bytes(byte[] next, Position end) {
        if (isGone()) {
            return;
        }
        bytes.write(next, 0, (int) Math.min(next.length, most - bytes.size()));
        written = Math.max(written, end.offset());
    }

    @Override
    public void upToDate(long nowWritten) {
        if (!isGone()) {
            written = nowWritten;
            stop();
        }
    }

    @Override
    public void gap(long missing) {
        dropped += missing;
        if (range && bytes.size() == 0) {
            at += missing;
        } else if (range) {
            stop();
        } else {
            bytes.writeBytes(("\n… " + missing + " bytes dropped …\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void attempt(int attempt) {
        bytes.reset();
        dropped = 0;
        written = 0;
    }

    @Override
    public void tick(long now) {
        if (!hasRoom()) {
            stop();
        }
    }

    @Override
    public void end(@Nullable TaskState state) {
        stop();
    }

    @Override
    public void fail(RuntimeException failure) {
        answer.completeExceptionally(failure);
    }
}
