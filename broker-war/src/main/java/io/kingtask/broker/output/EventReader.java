package io.kingtask.broker.output;

import io.kingtask.client.TaskState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hands an output on as server-sent events. */
final class EventReader implements OutputReader {

    private static final long KEEP_ALIVE = Duration.ofSeconds(15).toNanos();

    private final EventStream stream;
    private long sentAt = System.nanoTime();

    EventReader(EventStream stream) {
        this.stream = stream;
    }

    @Override
    public boolean hasRoom() {
        return stream.hasRoom();
    }

    @Override
    public boolean isGone() {
        return stream.isOver();
    }

    @Override
    public void bytes(byte[] bytes, Position end) {
        send(EventText.text(end.id(), new String(bytes, StandardCharsets.UTF_8)));
    }

    @Override
    public void gap(long dropped) {
        send(EventText.named("gap", "{\"dropped\":" + dropped + "}"));
    }

    @Override
    public void attempt(int attempt) {
        send(EventText.named("attempt", "{\"attempt\":" + attempt + "}"));
    }

    @Override
    public void end(@Nullable TaskState state) {
        send(EventText.named("end", "{\"state\":" + (state == null ? "null" : "\"" + state.word() + "\"") + "}"));
        stream.end();
    }

    @Override
    public void tick(long now) {
        if (now - sentAt > KEEP_ALIVE && stream.hasRoom()) {
            send(EventText.KEEP_ALIVE);
        }
        stream.abandonIfStuck(now);
    }

    /** The client comes again by itself, and goes on where it was. */
    @Override
    public void fail(RuntimeException failure) {
        stream.end();
    }

    private void send(byte[] event) {
        sentAt = System.nanoTime();
        stream.send(event);
    }
}
