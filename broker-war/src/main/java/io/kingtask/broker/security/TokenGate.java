package io.kingtask.broker.security;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.broker.config.Role;
import io.kingtask.broker.http.ErrorCode;
import io.kingtask.broker.http.Problem;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets a request pass when its token's role is enough for the method it calls. What no annotation opens stays closed. */
@Provider
@Singleton
@Priority(Priorities.AUTHENTICATION)
public class TokenGate implements ContainerRequestFilter {

    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([!-~]{1,1024}) *");

    @Inject
    private BrokerConfig config;

    @Inject
    private SignIns signIns;

    @Context
    private @Nullable ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        var method = resource == null ? null : resource.getResourceMethod();
        if (method != null && isOpen(method)) {
            return;
        }
        var origin = Origin.of(request);
        if (!config.authRequired()) {
            request.setSecurityContext(new Caller(Caller.ANYBODY, Role.ADMIN, origin.isSecure()));
            return;
        }
        var header = request.getHeaderString("Authorization");
        var given = header == null ? TokenCookie.token(request.getCookies()) : bearer(header);
        var identity =
                given.flatMap(text -> header == null ? signIns.findByCookie(text, origin) : signIns.find(text, origin));
        if (identity.isEmpty()) {
            request.abortWith(unauthorized(header != null || given.isPresent()));
            return;
        }
        var caller = new Caller(identity.get().name(), identity.get().role(), origin.isSecure());
        request.setSecurityContext(caller);
        if (header == null && changes(request) && !OwnSite.isConsole(request::getHeaderString)) {
            request.abortWith(crossSite());
            return;
        }
        var needed = needed(method);
        if (!caller.role().covers(needed)) {
            request.abortWith(forbidden(caller, needed));
        }
    }

    private boolean isOpen(Method method) {
        return method.isAnnotationPresent(NoToken.class)
                || (config.metricsPublic() && method.isAnnotationPresent(OpenMetrics.class));
    }

    static Role needed(@Nullable Method method) {
        var needs = method == null ? null : method.getAnnotation(Needs.class);
        return needs == null ? Role.ADMIN : needs.value();
    }

    static Optional<String> bearer(@Nullable String header) {
        var matcher = BEARER.matcher(header == null ? "" : header);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** A browser adds the cookie by itself, whoever makes it send a request; so the cookie alone moves nothing. */
    private static boolean changes(ContainerRequestContext request) {
        return !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
    }

    private static Response crossSite() {
        return Problem.of(
                        ErrorCode.CROSS_SITE,
                        "With the cookie a change needs the header " + OwnSite.CONSOLE_HEADER
                                + ": 1, from this broker's own pages.")
                .toResponse();
    }

    private static Response unauthorized(boolean given) {
        var problem = Problem.of(
                ErrorCode.UNAUTHORIZED,
                given ? "This broker does not know the token." : "Send the header Authorization: Bearer TOKEN.");
        return Response.fromResponse(problem.toResponse())
                .header("WWW-Authenticate", "Bearer realm=\"kingtask\"" + (given ? ", error=\"invalid_token\"" : ""))
                .build();
    }

    private static Response forbidden(Caller caller, Role needed) {
        return Problem.of(
                        ErrorCode.FORBIDDEN,
                        "This needs the role " + needed.word() + "; the token " + caller.name() + " has the role "
                                + caller.role().word() + ".")
                .toResponse();
    }
}
