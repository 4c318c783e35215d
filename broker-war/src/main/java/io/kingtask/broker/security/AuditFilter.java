package io.kingtask.broker.security;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.security.SessionResource.Session;
import io.kingtask.client.Word;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells the audit log of each call of the REST interface when its answer is known. */
@Provider
@Singleton
@Priority(0)
public class AuditFilter implements ContainerResponseFilter {

    /** What paths name, by their first part. */
    private static final Map<String, String> THINGS =
            Map.of("tasks", "task", "schedules", "schedule", "queues", "queue", "workers", "worker");

    @Inject
    private AuditLog audit;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var method = request.getMethod();
        if (!AuditLog.concerns(method)) {
            return;
        }
        var uri = request.getUriInfo();
        audit.note(new AuditLog.Call(
                Origin.of(request),
                who(request, response),
                method,
                uri.getRequestUri().getRawPath(),
                response.getStatus(),
                things(uri, response)));
    }

    private static @Nullable Caller who(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Session signedIn) {
            return new Caller(
                    signedIn.name(), Word.find(Role.class, signedIn.role()).orElse(Role.READER), false);
        }
        return request.getSecurityContext() instanceof Caller caller ? caller : null;
    }

    /** What the path names, and what was made. */
    private static Map<String, String> things(UriInfo uri, ContainerResponseContext response) {
        var things = new TreeMap<String, String>();
        uri.getPathParameters()
                .values()
                .forEach(values -> put(things, uri.getPathSegments().get(0).getPath(), values.get(0)));
        var made = response.getLocation();
        if (made != null) {
            var parts = made.getRawPath().split("/", -1);
            put(things, parts[parts.length - 2], parts[parts.length - 1]);
        }
        return things;
    }

    private static void put(Map<String, String> things, String part, String name) {
        var kind = THINGS.get(part);
        if (kind != null) {
            things.put(kind, name);
        }
    }
}
