package io.kingtask.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RehearsalTest {

    private final AtomicInteger calls = new AtomicInteger();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private final Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();

    @Test
    void asksAgainAndAgainOverOneConnection() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        try {
            rehearsal(server.getAddress().getPort()).run();
        } finally {
            server.stop(0);
        }
        assertEquals(Set.of("/health/live", "/api/v1/tasks/rehearsal"), paths);
        assertEquals(1, callers.size(), callers::toString);
        assertTrue(calls.get() > paths.size(), calls::toString);
    }

    @Test
    @Timeout(20)
    void endsWhereNobodyAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            rehearsal(silent.getLocalPort()).run();
        }
    }

    private static Rehearsal rehearsal(int port) {
        return new Rehearsal(
                new ServerSettings("127.0.0.1", port, "127.0.0.1:" + port, Duration.ZERO, Optional.empty()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.incrementAndGet();
        paths.add(path);
        callers.add(exchange.getRemoteAddress());
        exchange.sendResponseHeaders(path.startsWith("/health") ? 200 : 401, 2);
        exchange.getResponseBody().write(new byte[] {'{', '}'});
        exchange.close();
    }
}
