package io.kingtask.broker.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes who changed what, from where, and what came of it: one line of JSON for each call that is no mere reading, refused ones included. */
@Singleton
public class AuditLog {

    /** Not named by the class: administrators send it elsewhere by this name. */
    private static final Logger LOG = LoggerFactory.getLogger("kingtask.audit");

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Clock clock;

    @Inject
    AuditLog(Clock clock) {
        this.clock = clock;
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

    void note(Call call) {
        var line = new AuditLine().add("at", clock.instant().toString());
        if (call.who != null) {
            line.add("who", call.who.name()).add("role", call.who.role().word());
        }
        line.add("from", call.origin.address())
                .add("method", call.method)
                .add("path", call.path)
                .add("status", call.status);
        call.things.forEach(line::add);
        LOG.info(line.toString());
    }

    /** A request that was refused before anybody was looked for. */
    void note(HttpServletRequest request, Origin origin, int status) {
        if (concerns(request.getMethod())) {
            note(new Call(origin, null, request.getMethod(), request.getRequestURI(), status, Map.of()));
        }
    }
}
