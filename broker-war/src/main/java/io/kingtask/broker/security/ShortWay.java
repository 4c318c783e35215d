package io.kingtask.broker.security;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.broker.config.Role;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * For filters that answer a call before the REST interface: who calls, where that is plain, and the line in the audit log. Who is not plainly entitled goes the
 * ordinary way, where {@link TokenGate} judges and answers.
 */
@Singleton
public class ShortWay {

    private final BrokerConfig config;
    private final SignIns signIns;
    private final AuditLog audit;

    @Inject
    ShortWay(BrokerConfig config, SignIns signIns, AuditLog audit) {
        this.config = config;
        this.signIns = signIns;
        this.audit = audit;
    }

    /** Somebody whose one header {@code Authorization} shows a token of that role; anybody where tokens are off. */
    public Optional<SecurityContext> caller(HttpServletRequest request, Role needed) {
        var origin = Origin.of(request);
        if (!config.authRequired()) {
            return Optional.of(new Caller(Caller.ANYBODY, Role.ADMIN, origin.isSecure()));
        }
        var shown = Collections.list(request.getHeaders("Authorization"));
        return TokenGate.bearer(shown.size() == 1 ? shown.get(0) : null)
                .flatMap(token -> signIns.peek(token, origin))
                .filter(identity -> identity.role().covers(needed))
                .map(identity -> new Caller(identity.name(), identity.role(), origin.isSecure()));
    }

    /** Tells the audit log what {@link AuditFilter} would. */
    public void note(HttpServletRequest request, SecurityContext who, int status, Map<String, String> things) {
        var caller = who instanceof Caller known ? known : null;
        var origin = Origin.of(request);
        audit.note(new AuditLog.Call(origin, caller, request.getMethod(), request.getRequestURI(), status, things));
    }
}
