package io.kingtask.worker.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kingtask.settings.ListenAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code GET /metrics} on an address of the worker's own, one request at a time, without a token: choose the address accordingly. */
public final class MetricsServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);
    private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final int WAITING_CONNECTIONS = 16;

    private final HttpServer server;

    private MetricsServer(HttpServer server) {
        this.server = server;
    }

    /** @throws IOException when the address cannot be had */
    public static MetricsServer start(ListenAddress address, WorkerMetrics metrics) throws IOException {
        try {
            var server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), WAITING_CONNECTIONS);
            server.createContext("/", exchange -> answer(exchange, metrics::text));
            server.start();
            LOG.info("Metrics can be read at http://{}/metrics.", address);
            return new MetricsServer(server);
        } catch (IOException e) {
            throw new IOException("metrics_addr " + address + " cannot be had: " + e.getMessage(), e);
        }
    }

    private static void answer(HttpExchange exchange, Supplier<String> text) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals("/metrics")) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
            } else {
                var body = text.get().getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
