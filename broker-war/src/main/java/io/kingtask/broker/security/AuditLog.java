package io.kingtask.broker.security;

import io.kingtask.broker.store.Background;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes who changed what, from where, and what came of it: one line of JSON for each call that is no mere reading, refused ones included. The lines of some
 * moments are written together by another thread than that of the request, the last of them when the application stops.
 */
@Singleton
public class AuditLog {

    /** Not named by the class: administrators send it elsewhere by this name. */
    private static final Logger LOG = LoggerFactory.getLogger("kingtask.audit");

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Duration SOON = Duration.ofMillis(20);

    /** Beyond that the log cannot keep up, and who adds a call has to write, too. */
    private static final int MOST_WAITING = 10_000;

    private final Clock clock;
    private final Background background;
    private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean isOnItsWay = new AtomicBoolean();

    @Inject
    AuditLog(Clock clock, Background background) {
        this.clock = clock;
        this.background = background;
    }

    static boolean concerns(String method) {
        return !READING.contains(method);
    }

    /**
     * @param who null where nobody is known
     * @param path as the client sent it, without its query
     * @param things what it was about, such as {@code task} with an id
     */
    record Call(
            Origin origin, @Nullable Caller who, String method, String path, int status, Map<String, String> things) {}

    private record Entry(Instant at, Call call) {

        AuditLine line() {
            var line = new AuditLine().add("at", at.toString());
            if (call.who != null) {
                line.add("who", call.who.name()).add("role", call.who.role().word());
            }
            line.add("from", call.origin.address())
                    .add("method", call.method)
                    .add("path", call.path)
                    .add("status", call.status);
            call.things.forEach(line::add);
            return line;
        }
    }

    void note(Call call) {
        var entry = new Entry(clock.instant(), call);
        while (!waiting.offer(entry)) {
            write();
        }
        if (isOnItsWay.compareAndSet(false, true)) {
            try {
                background.work().execute(this::writeSoon);
            } catch (RejectedExecutionException e) {
                // The application is about to stop.
                write();
            }
        }
    }

    /** A request that was refused before anybody was looked for. */
    void note(HttpServletRequest request, Origin origin, int status) {
        if (concerns(request.getMethod())) {
            note(new Call(origin, null, request.getMethod(), request.getRequestURI(), status, Map.of()));
        }
    }

    /** Keeps its thread while there are calls: to ask the server for a thread costs more than to write dozens of lines. */
    private void writeSoon() {
        do {
            LockSupport.parkNanos(SOON.toNanos());
        } while (write() > 0);
        isOnItsWay.set(false);
        // One that came just before that has told nobody.
        write();
    }

    /** One thread at a time, so that the lines stay in their order. */
    private synchronized int write() {
        int lines = 0;
        for (var entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            LOG.info("{}", entry.line());
            lines++;
        }
        return lines;
    }

    @PreDestroy
    void writeTheRest() {
        write();
    }
}
