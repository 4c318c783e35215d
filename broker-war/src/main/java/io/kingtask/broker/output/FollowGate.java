package io.kingtask.broker.output;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Sends events where {@link OutputResource} has granted that. The resource sees an ordinary request for a type of our own: so who may
 * do what, and every refusal, is the same as everywhere. The events themselves are sent by the servlet's non-blocking means, because JAX-RS
 * leaves it to its implementation whether a client that does not read holds a thread, and how line ends are written.
 */
@WebFilter(urlPatterns = "/api/v1/tasks/*", asyncSupported = true)
public class FollowGate extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Follows follows;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var asked = FollowRequest.of(request);
        if (asked == null) {
            chain.doFilter(request, response);
            return;
        }
        chain.doFilter(asked, new HeadOnly(response, asked));
        var grant = asked.grant();
        if (grant != null) {
            follow(grant, request, response);
        }
    }

    private void follow(FollowRequest.Grant grant, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream;charset=utf-8");
        // Tells nginx to pass on what there is.
        response.setHeader("X-Accel-Buffering", "no");
        var stream = new EventStream(request.startAsync(request, response));
        stream.send(EventText.BEGIN);
        stream.begin();
        follows.begin(new Follower(grant.id(), grant.name(), grant.position(), new EventReader(stream)));
    }
}
