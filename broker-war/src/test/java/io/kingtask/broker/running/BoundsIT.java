package io.kingtask.broker.running;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.LocalRedis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.Jedis;

/** Clients and a Redis that behave badly: the broker, with a small heap, refuses clearly and lives. */
@Tag("fault")
@Timeout(180)
class BoundsIT {

    private static final String TASK = "{\"executable\":\"e\"}";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final LocalRedis REDIS = LocalRedis.start();
    private static final RunningBroker BROKER =
            RunningBroker.start(Map.of("KINGTASK_REDIS", REDIS.address(), "KINGTASK_AUTH", "off"), "-Xmx256m");

    private final Rest rest = Rest.of(BROKER.root(), "");

    @AfterAll
    static void end() throws IOException {
        BROKER.close();
        REDIS.close();
        assertFalse(BROKER.log().contains("OutOfMemoryError"));
    }

    @Test
    void clientsThatNeverReadTheirAnswersHarmNobody() throws IOException {
        var large = "{\"executable\":\"e\",\"queue\":\"large\",\"args\":[\"" + "x".repeat(100_000) + "\"]}";
        IntStream.range(0, 30)
                .forEach(i -> assertEquals(201, rest.post("tasks", large).status()));
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 100; i++) {
                var socket = connect();
                sockets.add(socket);
                var ask = "GET /api/v1/tasks?queue=large&limit=1000 HTTP/1.1\r\nHost: localhost\r\n\r\n";
                socket.getOutputStream().write(ask.repeat(20).getBytes(US_ASCII));
            }
            assertServes();
        } finally {
            close(sockets);
        }
        Soon.until(() -> rest.get("tasks?queue=large").status() == 200);
    }

    @Test
    void clientsThatSendByteByByteHarmNobodyAndAreEndedInTime() throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 250; i++) {
                var socket = connect();
                sockets.add(socket);
                var head =
                        "POST /api/v1/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{";
                socket.getOutputStream().write(head.getBytes(US_ASCII));
            }
            assertLooksServed();
            var first = sockets.get(0);
            first.setSoTimeout((int) Duration.ofSeconds(1).toMillis());
            Soon.until(() -> answer(first).contains(" 408 "));
        } finally {
            close(sockets);
        }
        Soon.until(() -> rest.post("tasks", TASK).status() == 201);
    }

    /** Sends one byte more and reads what has come. */
    private static String answer(Socket socket) {
        try {
            socket.getOutputStream().write(' ');
            return new String(socket.getInputStream().readNBytes(20), US_ASCII);
        } catch (java.net.SocketTimeoutException e) {
            return "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void floodBeyondTheQueueIsRefusedAndTheRestIsStored() {
        var large = "{\"executable\":\"e\",\"stdin\":\"" + "x".repeat(900_000) + "\"}";
        REDIS.freeze();
        List<CompletableFuture<Rest.Answer>> answers;
        try {
            answers = IntStream.range(0, 300)
                    .mapToObj(i -> rest.laterPost("tasks", large))
                    .toList();
            Soon.until(() -> answers.stream().filter(CompletableFuture::isDone).count() >= 100);
        } finally {
            REDIS.thaw();
        }
        var statuses = answers.stream().map(answer -> answer.join().status()).toList();
        assertTrue(statuses.stream().allMatch(status -> status == 201 || status == 503), statuses::toString);
        answers.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.status() == 503)
                .forEach(answer -> {
                    assertEquals("1", answer.header("Retry-After"));
                });
        assertServes();
        assertTrue(rest.get("audit").json().getBoolean("balanced"));
    }

    @Test
    void fullRedisRefusesSubmissionsAndKeepsWhatItHas() {
        var kept = rest.post("tasks", TASK).text("id");
        try (var redis = new Jedis("127.0.0.1", REDIS.port(), (int) PATIENCE.toMillis())) {
            redis.configSet("maxmemory", "1");
            var refused = rest.post("tasks", TASK);
            assertEquals(503, refused.status());
            assertEquals("store_unavailable", refused.code());
            assertEquals("1", refused.header("Retry-After"));
            assertEquals("pending", rest.get("tasks/" + kept).text("state"));
            Soon.until(() -> rest.get("health/ready").status() == 503);
            redis.configSet("maxmemory", "0");
        }
        assertEquals(201, rest.post("tasks", TASK).status());
        Soon.until(() -> rest.get("health/ready").status() == 200);
    }

    private void assertServes() {
        assertLooksServed();
        Soon.until(() -> rest.post("tasks", TASK).status() == 201);
    }

    private void assertLooksServed() {
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            assertEquals(200, rest.get("stats").status());
            assertEquals(200, rest.get("health/live").status());
            assertTrue(System.nanoTime() - begin < PATIENCE.toNanos());
        }
    }

    private static Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), BROKER.root().getPort());
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }
}
