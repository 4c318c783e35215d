package io.kingtask.broker.metrics;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /metrics}, where Prometheus looks by itself: the same as {@link MetricsResource}, behind the same gate. */
@WebServlet(urlPatterns = "/metrics", asyncSupported = true)
public class RootMetrics extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        request.getRequestDispatcher("/api/v1/metrics").forward(request, response);
    }
}
