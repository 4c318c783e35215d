package io.kingtask.broker.output;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to one client as fast as it reads, without a thread that waits for it. What waits to be sent is bounded by those who ask
 * {@link #hasRoom} first.
 */
final class EventStream implements WriteListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final int ROOM = 64 * 1024;
    private static final long STUCK = Duration.ofSeconds(60).toNanos();

    private final AsyncContext request;
    private final ServletOutputStream out;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private long size;
    private long movedAt = System.nanoTime();
    private boolean begun;
    private boolean unflushed;
    private boolean ending;
    private boolean over;

    /** @param request made asynchronous by the caller */
    EventStream(AsyncContext request) throws IOException {
        this.request = request;
        this.out = request.getResponse().getOutputStream();
    }

    /** Sends what was given and what will be. */
    void begin() {
        request.setTimeout(0);
        request.addListener(this);
        out.setWriteListener(this);
    }

    synchronized boolean hasRoom() {
        return size < ROOM;
    }

    synchronized boolean isOver() {
        return over;
    }

    synchronized void send(byte[] event) {
        if (!over) {
            movedAt = waiting.isEmpty() ? System.nanoTime() : movedAt;
            waiting.add(event);
            size += event.length;
            drain();
        }
    }

    /** Hangs up when all is sent. */
    synchronized void end() {
        ending = true;
        drain();
    }

    /** Hangs up on a client that has taken nothing for long although there was something. */
    synchronized void abandonIfStuck(long now) {
        if (!waiting.isEmpty() && now - movedAt > STUCK) {
            hangUp();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        begun = true;
        drain();
    }

    private void drain() {
        try {
            while (begun && !over && out.isReady()) {
                var next = waiting.poll();
                if (next != null) {
                    size -= next.length;
                    unflushed = true;
                    movedAt = System.nanoTime();
                    out.write(next);
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    if (ending) {
                        hangUp();
                    }
                    return;
                }
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A client that followed an output is gone.", e);
            hangUp();
        }
    }

    private void hangUp() {
        if (!over) {
            over = true;
            waiting.clear();
            try {
                request.complete();
            } catch (IllegalStateException e) {
                LOG.debug("The server has ended the answer already.", e);
            }
        }
    }

    @Override
    public synchronized void onError(Throwable failure) {
        LOG.debug("A client that followed an output is gone.", failure);
        hangUp();
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        over = true;
        waiting.clear();
    }

    @Override
    public synchronized void onTimeout(AsyncEvent event) {
        hangUp();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it anew.
    }
}
