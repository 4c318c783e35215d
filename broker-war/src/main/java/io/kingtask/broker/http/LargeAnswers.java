package io.kingtask.broker.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many answers that can be large are made and sent at the same time, so that clients who do not read them take neither all memory nor
 * all threads. A filter of the server, for it ends only when the last byte was taken from us.
 */
@WebFilter(urlPatterns = "/api/v1/*", asyncSupported = true)
public class LargeAnswers extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** What one may take: fetched, made JSON of, and sent. */
    private static final long HEAP_OF_ONE = 8L << 20;

    private static final int MOST = 100;

    private final transient Semaphore room =
            new Semaphore((int) Math.min(MOST, Math.max(4, Runtime.getRuntime().maxMemory() / HEAP_OF_ONE)));

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isLarge(request)) {
            chain.doFilter(request, response);
        } else if (room.tryAcquire()) {
            try {
                chain.doFilter(request, response);
            } finally {
                room.release();
            }
        } else {
            refuse(response);
        }
    }

    private static boolean isLarge(HttpServletRequest request) {
        var path = request.getRequestURI();
        return request.getMethod().equals("GET") && (path.endsWith("/tasks") || path.endsWith("/output"));
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        var problem = Problem.later(
                ErrorCode.OVERLOADED,
                "Other clients are being sent more large answers than this broker has room for.",
                Duration.ofSeconds(1));
        problem.send(response);
    }
}
