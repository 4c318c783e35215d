package io.kingtask.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers as a test tells it to, and keeps what it was asked. It knows nothing of tasks. */
public final class StubBroker implements AutoCloseable {

    /** What was asked: {@code GET /api/v1/tasks?limit=5}, and the rest. */
    public record Call(
            String line,
            @Nullable String authorization,
            @Nullable String contentType,
            @Nullable String lastEventId,
            String body) {}

    private record Said(
            int status, String type, byte[] body, @Nullable String retryAfter) {}

    private static final String PROBLEM = "{\"code\":\"invalid_request\",\"title\":\"Not valid\",\"status\":400}";
    private static final Said BROKEN = new Said(0, "", new byte[0], null);

    static {
        // Else each answer would wait 40 ms for the acknowledgement of its own headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentHashMap<String, Queue<Said>> answers = new ConcurrentHashMap<>();
    private volatile @Nullable Duration slowness;
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

    /** Listens on a free port of the loopback address. */
    public StubBroker() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The calls so far. */
    public List<Call> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** The next answer to a call such as {@code GET /tasks}; the last one is given again and again. */
    public StubBroker answers(String call, int status, String json) {
        var type = status >= 400 ? "application/problem+json" : "application/json";
        return say(call, new Said(status, type, json.getBytes(StandardCharsets.UTF_8), null));
    }

    public StubBroker answersBytes(String call, byte[] bytes) {
        return say(call, new Said(200, "text/plain", bytes, null));
    }

    public StubBroker refuses(String call, int status, String retryAfter) {
        return say(call, new Said(status, "text/html", "<p>no</p>".getBytes(StandardCharsets.UTF_8), retryAfter));
    }

    /** Takes the call and closes the connection in place of an answer. */
    public StubBroker breaks(String call) {
        return say(call, BROKEN);
    }

    /** From now on stores tasks as a broker does, each call after a while; those of the executable {@code refused} are refused. */
    public StubBroker storesTasks(Duration slowness) {
        this.slowness = slowness;
        return this;
    }

    private @Nullable Said stored(String call, String body) {
        var pause = slowness;
        if (pause == null || !call.startsWith("POST /tasks")) {
            return null;
        }
        LockSupport.parkNanos(pause.toNanos());
        if (call.equals("POST /tasks/batch")) {
            var lines = body.lines()
                    .map(line -> isRefused(line)
                            ? "{\"problem\":" + PROBLEM + "}\n"
                            : "{\"id\":\"" + id(line)
                                    + "\",\"state\":\"pending\",\"created_at\":\"2026-11-22T12:00:00.000Z\"}\n")
                    .collect(Collectors.joining());
            return new Said(200, "application/x-ndjson", lines.getBytes(StandardCharsets.UTF_8), null);
        }
        return isRefused(body)
                ? new Said(400, "application/problem+json", PROBLEM.getBytes(StandardCharsets.UTF_8), null)
                : new Said(201, "application/json", shown(body).getBytes(StandardCharsets.UTF_8), null);
    }

    private static boolean isRefused(String task) {
        return task.contains("\"executable\":\"refused\"");
    }

    private static String id(String task) {
        return task.replaceFirst("(?s).*\"id\":\"([^\"]*)\".*", "$1");
    }

    /** The task as it was sent, with what a broker adds. */
    private static String shown(String task) {
        return task.strip()
                        .replaceFirst(
                                "}$",
                                ",\"state\":\"pending\",\"priority\":4,\"attempt\":0,\"max_attempts\":1,\"attempts\":[],")
                + "\"created_at\":\"2026-11-22T12:00:00.000Z\"}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private StubBroker say(String call, Said said) {
        answers.computeIfAbsent(call, c -> new ArrayDeque<>()).add(said);
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        calls.add(new Call(
                exchange.getRequestMethod() + " " + uri,
                headers.getFirst("Authorization"),
                headers.getFirst("Content-Type"),
                headers.getFirst("Last-Event-ID"),
                body));
        var call = exchange.getRequestMethod() + " " + uri.getPath().replaceFirst("^/api/v1", "");
        var stored = stored(call, body);
        var said = stored == null ? next(call) : stored;
        if (said.status() == 0) {
            throw new UncheckedIOException(new IOException("The test wants the connection to break."));
        }
        exchange.getResponseHeaders().set("Content-Type", said.type());
        if (said.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", said.retryAfter());
        }
        exchange.sendResponseHeaders(said.status(), said.body().length == 0 ? -1 : said.body().length);
        exchange.getResponseBody().write(said.body());
        exchange.close();
    }

    private Said next(String call) {
        var queue = answers.get(call);
        if (queue == null) {
            var problem = "{\"code\":\"not_found\",\"title\":\"Not found\",\"status\":404,\"detail\":\"" + call + "\"}";
            return new Said(404, "application/problem+json", problem.getBytes(StandardCharsets.UTF_8), null);
        }
        synchronized (queue) {
            var said = queue.size() > 1 ? queue.remove() : queue.peek();
            if (said == null) {
                throw new IllegalStateException("no answer to " + call);
            }
            return said;
        }
    }
}
