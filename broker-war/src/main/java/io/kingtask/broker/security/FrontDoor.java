package io.kingtask.broker.security;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * What every request, of the console too, passes first: finds out where it comes from, and refuses it when it calls this broker by a name
 * that it does not have. web.xml puts it before the other filters.
 */
public class FrontDoor extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** A browser that was here by HTTPS comes by nothing else for half a year. */
    private static final String ALWAYS_HTTPS = "max-age=15768000";

    @Inject
    @SuppressWarnings("NullAway.Init")
    private transient BrokerConfig config;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private transient AuditLog audit;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var access = config.access();
        var origin = Origin.determine(request, access.trustedProxies());
        var unknown = Collections.list(request.getHeaders("Host")).stream()
                .filter(host -> !access.hosts().allow(host))
                .findFirst();
        if (unknown.isPresent()) {
            refuse(response);
            audit.note(request, origin, ErrorCode.WRONG_HOST.status());
            return;
        }
        if (origin.isSecure() && !isThisMachine(request.getHeader("Host"))) {
            response.setHeader("Strict-Transport-Security", ALWAYS_HTTPS);
        }
        chain.doFilter(request, response);
    }

    /** There the promise would hold for all that ever listens on this machine, on whatever port. */
    private static boolean isThisMachine(@Nullable String host) {
        return host == null || host.startsWith("localhost");
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        var problem = Problem.of(
                ErrorCode.WRONG_HOST,
                "The header Host names a host that this broker does not know as its own. Its key hosts lists the names"
                        + " under which it may be called, beside localhost and addresses.");
        response.setHeader("Cache-Control", "no-store");
        problem.send(response);
    }
}
