package io.kingtask.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Follows an output of a task, event by event, up to its {@link OutputEvent.End}. Waits for what comes next; when the connection breaks it
 * is made again, and goes on where it was. For one thread; {@link #close} may be called by any.
 */
public final class OutputFollow implements AutoCloseable {

    /** The broker says something each 15 seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** In a row, a second apart: a broker that is started anew is waited for. */
    private static final int MOST_FAILURES = 30;

    private final BrokerHttp http;
    private final Exchange exchange;
    private volatile @Nullable OpenAnswer answer;
    private volatile boolean closed;
    private @Nullable BufferedReader lines;
    private final OutputEvents events = new OutputEvents();
    private boolean ended;

    OutputFollow(BrokerHttp http, String id, OutputName stream) {
        this.http = http;
        this.exchange = Exchange.get(Exchange.taskPath(id, "/output"))
                .query(Map.of("stream", stream.word()))
                .accept("text/event-stream");
    }

    /**
     * The next event.
     *
     * @throws NoSuchElementException after the end
     * @throws BrokerException when the broker refuses, or cannot be reached any more
     */
    public OutputEvent next() {
        if (ended) {
            throw new NoSuchElementException("the task has ended");
        }
        for (int failed = 0; ; failed++) {
            try {
                var event = events.read(connected());
                if (event != null) {
                    ended = event instanceof OutputEvent.End;
                    return event;
                }
                // The broker stops, or lost its store: it has hung up.
                hangUp();
                pause(failed, null);
            } catch (IOException e) {
                hangUp();
                pause(failed, BrokerException.unreachable("The connection broke: " + e.getMessage(), e));
            } catch (BrokerException e) {
                if (e.status() != 0 && e.status() != 503) {
                    throw e;
                }
                pause(failed, e);
            }
        }
    }

    private BufferedReader connected() {
        var open = lines;
        if (open == null) {
            var headers = new HashMap<String, String>();
            headers.put("Accept", "text/event-stream");
            var lastId = events.lastId();
            if (lastId != null) {
                headers.put("Last-Event-ID", lastId);
            }
            var opened = http.open(exchange, headers, SILENCE);
            answer = opened;
            open = new BufferedReader(new InputStreamReader(opened.body(), StandardCharsets.UTF_8));
            lines = open;
        }
        return open;
    }

    private void pause(int failed, @Nullable BrokerException failure) {
        if (failure != null && (closed || failed >= MOST_FAILURES)) {
            throw failure;
        }
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BrokerException.unreachable("Interrupted while an output was followed.", e);
        }
    }

    private void hangUp() {
        var open = answer;
        if (open != null) {
            open.close();
        }
        answer = null;
        lines = null;
    }

    /** Ends it also while {@link #next} waits, which then throws. */
    @Override
    public void close() {
        closed = true;
        var open = answer;
        if (open != null) {
            open.close();
        }
    }
}
