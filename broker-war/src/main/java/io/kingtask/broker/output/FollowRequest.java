package io.kingtask.broker.output;

import io.kingtask.client.OutputName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request for an output, as {@link OutputResource} sees it. One for events asks for a type of our own, which no JAX-RS implementation has
 * plans with; one for anything asks for text, so that it is not taken for the other.
 */
final class FollowRequest extends HttpServletRequestWrapper {

    /** Produced by the method that grants to follow. */
    static final String TYPE = "application/vnd.kingtask.follow";

    private static final String EVENTS = "text/event-stream";
    private static final String GRANT = "kingtask.follow";

    /** What may be followed. */
    record Grant(String id, OutputName name, Position position) {}

    private final String accept;

    private FollowRequest(HttpServletRequest request, String accept) {
        super(request);
        this.accept = accept;
    }

    /** @return null when the request is not for an output */
    static @Nullable FollowRequest of(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") || !request.getRequestURI().endsWith("/output")) {
            return null;
        }
        var header = request.getHeader("Accept");
        var accept = header == null ? "*/*" : header.toLowerCase(Locale.ROOT);
        if (accept.contains(EVENTS)) {
            return new FollowRequest(request, TYPE);
        }
        return new FollowRequest(request, accept.contains("*/*") || accept.contains(TYPE) ? "text/plain" : accept);
    }

    /** To be called by the method that was asked. */
    static void grant(HttpServletRequest request, Grant grant) {
        request.setAttribute(GRANT, grant);
    }

    @Nullable Grant grant() {
        return getRequest().getAttribute(GRANT) instanceof Grant grant ? grant : null;
    }

    @Override
    public String getHeader(String name) {
        return name.equalsIgnoreCase("Accept") ? accept : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equalsIgnoreCase("Accept") ? Collections.enumeration(List.of(accept)) : super.getHeaders(name);
    }

    /** Also where the client sent no such header. */
    @Override
    public Enumeration<String> getHeaderNames() {
        var names = Collections.list(super.getHeaderNames());
        names.removeIf(name -> name.equalsIgnoreCase("Accept"));
        names.add("Accept");
        return Collections.enumeration(names);
    }
}
