package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.LocalRedis;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no honest client sends. Each is refused or harmless; at the end the broker, with a small heap, is alive and not much larger. */
@Timeout(120)
class HostileInputIT {

    private static final String TOKEN = "admin-token-0000000";
    private static final String BEARER = "Authorization: Bearer " + TOKEN;
    private static final String COOKIE = "Cookie: kingtask_token=" + TOKEN;
    private static final String JSON = "Content-Type: application/json";
    private static final String TASK = "{\"executable\":\"e\"}";
    private static final byte[] TEN_MB = new byte[10_000_000];
    private static final long MOST_MEMORY = 700L << 20;

    private static final LocalRedis REDIS = LocalRedis.start();
    private static final RunningBroker BROKER = RunningBroker.start(
            Map.of(
                    "KINGTASK_REDIS",
                    REDIS.address(),
                    "KINGTASK_TOKENS",
                    "[{name: a, role: admin, token: " + TOKEN + "}]"),
            "-Xmx256m");

    private final Rest rest = Rest.of(BROKER.root(), TOKEN);
    private final Wire wire = Wire.to(BROKER.root());

    static {
        Arrays.fill(TEN_MB, (byte) 'x');
    }

    @AfterAll
    static void aliveAndBounded() throws IOException {
        try (BROKER;
                REDIS) {
            var rest = Rest.of(BROKER.root(), TOKEN);
            assertEquals(201, rest.post("tasks", TASK).status());
            assertTrue(rest.get("audit").json().getBoolean("balanced"));
            var memory = BROKER.residentBytes();
            assertTrue(memory < MOST_MEMORY, () -> (memory >> 20) + " MB are resident");
        }
        for (var sign : List.of("OutOfMemoryError", "StackOverflowError", "\u001b[2J")) {
            assertFalse(BROKER.log().contains(sign), sign);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/plain",
                "application/json"
            })
    void formsOfOtherSitesChangeNothing(String type) {
        var body = TASK.getBytes(StandardCharsets.US_ASCII);
        for (var path : List.of("tasks", "queues/q/pause", "tasks/bulk", "schedules")) {
            var line = "POST /api/v1/" + path;
            assertRefused(wire.askWith(body, line, COOKIE, "Origin: https://evil.example", "Content-Type: " + type));
            assertRefused(wire.askWith(
                    body, line, COOKIE, "Sec-Fetch-Site: cross-site", "Kingtask-Console: 1", "Content-Type: " + type));
        }
        var signIn = ("{\"token\":\"" + TOKEN + "\"}").getBytes(StandardCharsets.US_ASCII);
        assertFalse(
                wire.askWith(signIn, "POST /api/v1/session", "Origin: https://evil.example", "Content-Type: " + type)
                        .has("Set-Cookie"));
        assertEquals(0, rest.get("stats").json().getJsonObject("states").getInt("pending"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/console/app.js",
                "/nothing",
                "/api/v1/tasks",
                "/api/v1/nothing",
                "/metrics",
                "/unmapped-path"
            })
    void nothingCanBeFramedOrTakenForAnotherType(String path) {
        var answer = wire.ask("GET " + path);
        assertTrue(answer.has("X-Frame-Options: DENY"), answer.toString());
        assertTrue(answer.has("frame-ancestors 'none'"), answer.toString());
        assertTrue(answer.has("X-Content-Type-Options: nosniff"), answer.toString());
        assertFalse(answer.has("Access-Control-Allow-Origin"), answer.toString());
    }

    @Test
    void forgedHostsAreRefusedAndNeverRepeated() {
        var forged = List.of(
                wire.ask("GET /", "Host: evil.example"),
                wire.ask("GET /", "Host: localhost", "Host: evil.example"),
                wire.ask("GET http://evil.example/", "Host: localhost"),
                wire.ask("GET /", "Host: localhost@evil.example"),
                wire.askWith(
                        TASK.getBytes(StandardCharsets.US_ASCII),
                        "POST http://evil.example/api/v1/tasks",
                        "Host: localhost",
                        BEARER,
                        JSON));
        for (var answer : forged) {
            assertTrue(answer.status() == 421 || answer.status() == 400, answer.toString());
            assertFalse(answer.has("evil.example"), answer.toString());
        }
        var submitted = wire.askWith(
                TASK.getBytes(StandardCharsets.US_ASCII),
                "POST /api/v1/tasks",
                BEARER,
                JSON,
                "X-Forwarded-Host: evil.example",
                "X-Forwarded-For: evil.example");
        assertEquals(201, submitted.status(), submitted.toString());
        assertFalse(submitted.has("evil.example"), submitted.toString());
        rest.delete("tasks/" + submitted.text().replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/WEB-INF/web.xml",
                "/%57EB-INF/web.xml",
                "/web-inf/web.xml",
                "/WEB-INF;x/web.xml",
                "/console/../WEB-INF/web.xml",
                "/console/..;/WEB-INF/web.xml",
                "/console/%2e%2e/WEB-INF/web.xml",
                "/console/..%2fWEB-INF/web.xml",
                "/console/..%5cWEB-INF%5cweb.xml",
                "/console/%252e%252e/WEB-INF/web.xml",
                "/%c0%ae%c0%ae/WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/../../../../etc/passwd",
                "/console/%00",
                "/console/app.js%00.html",
                "/console/",
                "/api/v1/tasks;x=y",
                "/api/v1/health/live/../../tasks",
                "/api/v1/health/..;/tasks",
                "/api/v1/./tasks",
                "//api/v1//tasks",
                "/api/v1/health/live%2f..%2f..%2ftasks",
                "/api/v1/%74asks"
            })
    void noPathLeadsWhereItShouldNot(String path) {
        var answer = wire.ask("GET " + path);
        // The server itself sends some of them to another path of its own.
        boolean moved = answer.status() == 301 && answer.has("Location: http://localhost/");
        assertTrue(moved || (answer.status() >= 400 && answer.status() < 500), answer.toString());
        assertFalse(answer.has("filter-class"), answer.toString());
    }

    @Test
    void tenMegabytesOfHeadersAreRefused() {
        var name = "GET /api/v1/health/live HTTP/1.1\r\nHost: localhost\r\nX-Large: ";
        assertRefused(wire.send(
                name.getBytes(StandardCharsets.US_ASCII), TEN_MB, "\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        assertRefused(wire.send(
                "GET /api/v1/health/live HTTP/1.1\r\nHost: localhost\r\n" + "X-Many: 1\r\n".repeat(900_000) + "\r\n"));
        assertRefused(wire.send(
                "GET /".getBytes(StandardCharsets.US_ASCII),
                TEN_MB,
                " HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/tasks",
                "POST /api/v1/session",
                "POST /api/v1/tasks/bulk",
                "PUT /api/v1/schedules/s",
                "PATCH /api/v1/tasks/0b6e3c1e-0000-4000-8000-000000000000"
            })
    void tenMegabytesOfBodyAreRefused(String line) {
        var answer = wire.askWith(TEN_MB, line, BEARER, JSON);
        assertTrue(answer.status() == 413 || answer.status() == 0, answer.toString());
    }

    @Test
    void deepJsonIsRefused() {
        for (var deep : List.of(
                "[".repeat(200_000),
                "{\"a\":".repeat(150_000),
                "{\"args\":" + "[".repeat(200_000) + "]".repeat(200_000) + "}",
                "{\"env\":" + "{\"a\":".repeat(100_000))) {
            for (var path : List.of("tasks", "tasks/batch", "session", "schedules", "tasks/bulk")) {
                assertEquals(400, rest.post(path, deep).status(), path);
            }
        }
        assertTrue(rest.send(
                                "POST",
                                "tasks/batch",
                                "[".repeat(100_000) + "\n" + TASK.replace("}", ",\"delay\":9000}"),
                                "application/x-ndjson")
                        .status()
                < 500);
    }

    @Test
    void clientsThatNeverFinishTheirHeadersHarmNobody() throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 300; i++) {
                var socket = wire.open();
                sockets.add(socket);
                socket.getOutputStream()
                        .write("GET /api/v1/health/live HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.US_ASCII));
            }
            long begin = System.nanoTime();
            assertEquals(200, rest.get("stats").status());
            assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 10);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void whatIsNoTextIsRefused() {
        var broken = new byte[] {
            '{',
            '"',
            'e',
            'x',
            'e',
            'c',
            'u',
            't',
            'a',
            'b',
            'l',
            'e',
            '"',
            ':',
            '"',
            (byte) 0xc3,
            (byte) 0x28,
            '"',
            '}'
        };
        assertEquals(
                400, wire.askWith(broken, "POST /api/v1/tasks", BEARER, JSON).status());
        assertEquals(
                400,
                rest.post("tasks", "{\"executable\":\"e\",\"args\":[\"a\\u0000b\"]}")
                        .status());
        assertEquals(
                400,
                rest.post("tasks", "{\"executable\":\"e\",\"args\":[\"\\ud800\"]}")
                        .status());
        for (var name :
                List.of("..", "../e", "/bin/sh", "e\\u0000", "e\\nforged", "-e", ".e", "e/../../x", "\\u202ee")) {
            assertEquals(
                    400, rest.post("tasks", "{\"executable\":\"" + name + "\"}").status(), name);
        }
        for (var path : List.of(
                "/api/v1/tasks/%ff%fe", "/api/v1/tasks/%00", "/api/v1/queues/%00", "/api/v1/tasks?q=%ff&limit=%00")) {
            var answer = wire.ask("GET " + path, BEARER);
            assertTrue(answer.status() >= 400 && answer.status() < 500, () -> path + ": " + answer);
        }
    }

    @Test
    void aRequestInsideARequestIsNotServed() {
        var inner = "GET /api/v1/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
        var both = wire.send(
                "POST /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                        + inner);
        assertRefused(both);
        assertFalse(both.has("{\"status\":\"up\"}"), both.toString());
        var split = wire.ask("GET /api/v1/tasks/x%0d%0aSet-Cookie:%20a=b%0d%0a%0d%0a");
        assertFalse(split.has("\nSet-Cookie"), split.toString());
    }

    @Test
    void nothingIsEchoedToWhoTraces() {
        var answer = wire.ask("TRACE /", COOKIE);
        assertTrue(answer.status() >= 400, answer.toString());
        assertFalse(answer.has(TOKEN), answer.toString());
    }

    @Test
    void logAndAuditStayLinesOfOurs() throws IOException {
        wire.ask("DELETE /api/v1/tasks/x%0a%1b%5b2J%7b%22who%22:%22forged%22%7d", BEARER);
        wire.ask("DELETE /api/v1/tasks/x", BEARER, "User-Agent: \u001b[2J");
        wire.ask("GET /api/v1/tasks", "Authorization: Bearer x\u001b[2J", "Cookie: kingtask_token=%0aforged%1b[2J");
        wire.askWith(
                TASK.getBytes(StandardCharsets.US_ASCII),
                "POST /api/v1/tasks",
                BEARER,
                JSON,
                "Idempotency-Key: \u009b2Jforged",
                "traceparent: \u009b2J");
        Soon.until(() -> BROKER.logged("/api/v1/tasks/x%0a%1b%5b2J"));
        assertFalse(BROKER.log()
                .lines()
                .anyMatch(line -> line.startsWith("forged") || line.startsWith("{\"who\":\"forged")));
        assertFalse(BROKER.log().contains(TOKEN));
    }

    private static void assertRefused(Wire.Reply answer) {
        assertTrue(answer.status() == 0 || (answer.status() >= 400 && answer.status() < 500), answer.toString());
    }
}
