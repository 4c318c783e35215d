package io.kingtask.broker.submission;

import io.kingtask.broker.config.Role;
import io.kingtask.broker.security.ShortWay;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Takes submissions before the REST interface does, whose own way through the server costs several times as much as a task. Only what is plain is taken: a POST of
 * one type of content by somebody entitled. All else goes on to the resources, so that there is one place where the forms of refusals are known.
 * web.xml puts the lanes right behind the front door.
 */
abstract class Lane extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final String type;

    @Inject
    private transient ShortWay way;

    /** @param type of the content, and of the answer */
    Lane(String type) {
        this.type = type;
    }

    @Override
    protected final void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var caller = isPlain(request) ? way.caller(request, Role.SUBMITTER).orElse(null) : null;
        if (caller == null) {
            chain.doFilter(request, response);
            return;
        }
        serve(new Exchange(request, response, caller, way));
    }

    private boolean isPlain(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && isOfType(request.getContentType())
                && isAccepted(request.getHeader("Accept"))
                && request.getQueryString() == null;
    }

    abstract void serve(Exchange exchange) throws IOException;

    private boolean isOfType(@Nullable String given) {
        return given != null && (given.equals(type) || given.startsWith(type + ";"));
    }

    private boolean isAccepted(@Nullable String types) {
        return types == null || types.equals(type) || types.equals("*/*");
    }
}
