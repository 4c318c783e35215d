package io.kingtask.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.StubBroker.Call;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrokerClientIT {

    private static final String TOKEN = "s3cret-token";

    private final TaskRequest task = TaskRequest.of("example", "12", "45");
    private final String path = "/tasks/" + task.id();
    private final StubBroker stub;
    private final BrokerClient broker;

    BrokerClientIT() throws IOException {
        stub = new StubBroker();
        broker = client(stub.address()).build();
    }

    @AfterEach
    void close() {
        broker.close();
        stub.close();
    }

    @Test
    void aSubmissionCarriesTokenAndId() {
        stub.answers("POST /tasks", 201, view("pending"));
        assertEquals(TaskState.PENDING, broker.delay(task).state());
        var call = stub.calls().get(0);
        assertEquals("POST /api/v1/tasks", call.line());
        assertEquals("Bearer " + TOKEN, call.authorization());
        assertEquals("application/json", call.contentType());
        assertTrue(call.body().contains(task.id()), call.body());
    }

    @Test
    void aSubmissionIsRepeatedWithTheSameIdUntilABrokerCanTakeIt() {
        stub.breaks("POST /tasks").refuses("POST /tasks", 503, "0").answers("POST /tasks", 200, view("pending"));
        broker.delay(task);
        var bodies = stub.calls().stream().map(Call::body).distinct().toList();
        assertEquals(1, bodies.size());
        assertTrue(stub.calls().size() >= 3, stub.calls().toString());
    }

    @Test
    void patienceEnds() {
        stub.refuses("POST /tasks", 503, "0");
        var refusal = assertThrows(BrokerException.class, () -> broker.delay(task));
        assertEquals(503, refusal.status());
        assertEquals(4, stub.calls().size());
    }

    @Test
    void theNextBrokerIsAskedWhenOneIsGone() throws IOException {
        stub.answers("POST /tasks", 201, view("pending"));
        try (var two = client("127.0.0.1:" + freePort()).address(stub.address()).build()) {
            assertEquals(task.id(), two.delay(task).id());
        }
    }

    @Test
    void noBrokerAtAllIsSaidWithItsAddress() throws IOException {
        var address = "127.0.0.1:" + freePort();
        try (var alone = client(address).tries(1).build()) {
            var failure = assertThrows(BrokerException.class, () -> alone.getResult(task));
            assertEquals(BrokerException.UNREACHABLE, failure.code());
            assertEquals(0, failure.status());
            assertTrue(String.valueOf(failure.getMessage()).contains(address), failure.getMessage());
        }
    }

    @Test
    void aCancellationThatMayHaveArrivedIsNotRepeated() {
        stub.breaks("DELETE " + path).answers("DELETE " + path, 200, view("cancelled"));
        assertThrows(BrokerException.class, () -> broker.cancel(task.id()));
        assertEquals(1, stub.calls().size());
        assertEquals(TaskState.CANCELLED, broker.cancel(task.id()).state());
    }

    @Test
    void aRefusalBringsTheBrokersWords() {
        stub.answers(
                "POST /tasks",
                422,
                "{\"code\":\"invalid_task\",\"title\":\"Not valid\",\"errors\":[{\"field\":\"queue\",\"value\":\"a b\"}]}");
        var refusal = assertThrows(BrokerException.class, () -> broker.delay(task));
        assertEquals(422, refusal.status());
        assertEquals("invalid_task", refusal.code());
        assertEquals(List.of(new FieldError("queue", "a b", null, null)), refusal.errors());
        assertEquals(1, stub.calls().size());
    }

    @Test
    void aFullBrokerSaysWhenToComeAgain() {
        stub.refuses("POST /tasks", 429, "7");
        var refusal = assertThrows(BrokerException.class, () -> broker.delay(task));
        assertEquals(429, refusal.status());
        assertEquals(Optional.of(Duration.ofSeconds(7)), refusal.retryAfter());
        assertEquals("", refusal.code());
    }

    @Test
    void somethingThatIsNoBrokerIsToldFromABroker() {
        stub.answersBytes("GET " + path + "/result", "<html>".getBytes(StandardCharsets.UTF_8));
        var failure = assertThrows(BrokerException.class, () -> broker.getResult(task));
        assertEquals(BrokerException.NOT_UNDERSTOOD, failure.code());
    }

    @Test
    void awaitAsksAgainUntilTheTaskIsFinal() {
        stub.answers("GET " + path, 200, view("pending"))
                .answers("GET " + path, 200, view("running"))
                .answers("GET " + path, 200, view("succeeded"));
        assertEquals(
                TaskState.SUCCEEDED, broker.await(task, Duration.ofMinutes(5)).state());
        assertEquals("GET /api/v1" + path + "?wait=8.571", stub.calls().get(0).line());
        assertEquals(3, stub.calls().size());
    }

    @Test
    void awaitReturnsAnUnfinishedTaskWhenPatienceIsOver() {
        stub.answers("GET " + path, 200, view("running"));
        assertEquals(TaskState.RUNNING, broker.await(task, Duration.ZERO).state());
        assertEquals("GET /api/v1" + path + "?wait=0.000", stub.calls().get(0).line());
    }

    @Test
    void aReplyIsTheSeedsReply() {
        stub.answers("GET " + path + "/result", 200, "{\"is_result_exist\":1,\"is_success\":1,\"result\":\"57\"}");
        assertEquals("{1 1 57}", broker.getResult(task).toString());
    }

    @Test
    void anUnknownTaskIsNoError() {
        assertEquals(Optional.empty(), broker.find(task.id()));
        assertThrows(IllegalArgumentException.class, () -> broker.find("../workers"));
    }

    @Test
    void outputIsBytes() {
        var bytes = new byte[] {(byte) 0xFF, 0, '\r', '\n', (byte) 0xC3};
        stub.answersBytes("GET " + path + "/output", bytes);
        assertArrayEquals(bytes, broker.output(task.id(), OutputName.STDERR));
        assertEquals(
                "GET /api/v1" + path + "/output?stream=stderr",
                stub.calls().get(0).line());
    }

    @Test
    void aTaskCanBeGivenAnotherMoment() {
        stub.answers("PATCH " + path, 200, view("scheduled"));
        broker.reschedule(task.id(), Instant.parse("2030-01-01T00:00:00Z"));
        var call = stub.calls().get(0);
        assertEquals("{\"start_time\":\"2030-01-01T00:00:00Z\"}", call.body());
        assertEquals("Bearer " + TOKEN, call.authorization());
    }

    @Test
    void aBatchTellsTheGoodFromTheBad() {
        var bad = TaskRequest.of("../x");
        stub.answers(
                "POST /tasks/batch",
                200,
                "{\"id\":\"" + task.id() + "\"}\n{\"problem\":{\"code\":\"invalid_task\",\"status\":422}}\n");
        var outcomes = broker.delayAll(List.of(task, bad));
        assertEquals(new Submission.Accepted(task.id()), outcomes.get(0));
        var refused = assertInstanceOf(Submission.Refused.class, outcomes.get(1));
        assertEquals(bad.id(), refused.id());
        assertEquals("invalid_task", refused.problem().code());
        assertEquals("application/x-ndjson", stub.calls().get(0).contentType());
        assertEquals(2, stub.calls().get(0).body().lines().count());
    }

    @Test
    void aHugeBatchGoesInSeveralCalls() {
        var tasks = IntStream.range(0, 10_001)
                .mapToObj(i -> TaskRequest.of("example", Integer.toString(i)))
                .toList();
        stub.answers("POST /tasks/batch", 200, "{\"id\":\"x\"}\n".repeat(10_000))
                .answers("POST /tasks/batch", 200, "{\"id\":\"x\"}\n");
        assertEquals(10_001, broker.delayAll(tasks).size());
        assertEquals(2, stub.calls().size());
        assertEquals(List.of(), broker.delayAll(List.of()));
    }

    @Test
    void listsCarryTheirFilter() {
        stub.answers("GET /tasks", 200, "{\"items\":[" + view("failed") + "],\"next_cursor\":\"c2\"}");
        var page = broker.list(
                TaskFilter.all().state(TaskState.FAILED).containing("a&b=ü +").limit(5));
        assertEquals("c2", page.nextCursor());
        assertEquals(task.id(), page.items().get(0).id());
        assertEquals(
                "GET /api/v1/tasks?state=failed&q=a%26b%3D%C3%BC%20%2B&limit=5",
                stub.calls().get(0).line());
    }

    @Test
    void timersAreRead() {
        stub.answers(
                "GET /timers",
                200,
                "{\"broker\":\"b1\",\"ejb_timers\":[{\"name\":\"promote\",\"next_timeout\":\"2030-01-01T00:00:00.000Z\","
                        + "\"schedule\":null}],\"due\":{\"items\":[],\"next_cursor\":null}}");
        var timers = broker.timers();
        assertEquals("b1", timers.broker());
        assertEquals(
                Instant.parse("2030-01-01T00:00:00Z"), timers.ejbTimers().get(0).nextTimeout());
    }

    @Test
    void noTokenIsEverPrinted() {
        stub.answers("POST /tasks", 401, "{\"code\":\"unauthorized\",\"title\":\"Who are you?\"}");
        var refusal = assertThrows(BrokerException.class, () -> broker.delay(task));
        assertFalse((refusal + broker.toString()).contains(TOKEN));
    }

    @Test
    void anythingElseCanBeReadAsJson() {
        stub.answers("GET /queues", 200, "{\"items\":[]}");
        assertEquals("{\"items\":[]}", broker.json("/queues", Map.of()));
    }

    private static BrokerClientBuilder client(String address) {
        return BrokerClient.builder().address(address).token(TOKEN).tries(4).answerTimeout(Duration.ofSeconds(10));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String view(String state) {
        return "{\"id\":\"" + task.id()
                + "\",\"executable\":\"example\",\"args\":[\"12\",\"45\"],\"queue\":\"default\","
                + "\"priority\":4,\"state\":\"" + state + "\",\"attempt\":1,\"max_attempts\":1,"
                + "\"created_at\":\"2026-11-22T12:30:00.000Z\",\"start_time\":null,\"attempts\":[]}";
    }
}
