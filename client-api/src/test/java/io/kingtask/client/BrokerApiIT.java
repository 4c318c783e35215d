package io.kingtask.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerApiIT {

    private final StubBroker stub;
    private final BrokerApi broker;

    BrokerApiIT() throws IOException {
        stub = new StubBroker();
        broker = BrokerClient.builder()
                .address(stub.address())
                .token("t")
                .tries(3)
                .api();
    }

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void aBrokenReadIsRepeated() {
        stub.breaks("GET /queues").answers("GET /queues", 200, "{\"items\":[]}");
        assertEquals("{\"items\":[]}", broker.get("/queues", Map.of("limit", "a b&c")));
        assertEquals("GET /api/v1/queues?limit=a%20b%26c", stub.calls().get(0).line());
        assertEquals("Bearer t", stub.calls().get(0).authorization());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void aBrokenChangeIsNotRepeated(String method) {
        stub.breaks(method + " /things");
        assertThrows(BrokerException.class, () -> broker.change(method, "/things", Map.of(), "{\"a\":1}"));
        assertEquals(1, stub.calls().size());
        assertEquals("{\"a\":1}", stub.calls().get(0).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void aChangeNeedsNoBody(String method) {
        stub.answers(method + " /things", 200, "{}");
        assertEquals("{}", broker.change(method, "/things", Map.of("expected", "3"), null));
        assertEquals(method + " /api/v1/things?expected=3", stub.calls().get(0).line());
    }

    @Test
    void aRefusalKeepsItsWords() {
        stub.answers(
                "POST /tasks", 422, "{\"code\":\"invalid\",\"title\":\"Not valid\",\"errors\":[{\"field\":\"a\"}]}");
        var refusal = assertThrows(BrokerException.class, () -> broker.submit("/tasks", "{}"));
        assertEquals(422, refusal.status());
        assertEquals("Not valid: a", refusal.problem().toString());
    }

    @Test
    void aRefusedChangeKeepsAtLeastItsStatus() {
        stub.answers("POST /queues/a/pause", 401, "{\"code\":\"unauthorized\",\"title\":\"A token is needed\"}");
        var refusal =
                assertThrows(BrokerException.class, () -> broker.change("POST", "/queues/a/pause", Map.of(), null));
        assertEquals(401, refusal.status());
    }

    @Test
    void longAnswersAreReadAsTheyCome() throws IOException {
        stub.answersBytes("GET /tasks/1/output", "text".getBytes(StandardCharsets.UTF_8));
        var query = Map.of("stream", "stdout");
        try (var answer =
                broker.open("/tasks/1/output", query, Map.of("Accept", "text/plain"), Duration.ofSeconds(5))) {
            assertEquals("text", new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
            assertEquals("text/plain", answer.header("Content-Type").orElse(""));
        }
        assertEquals(
                404,
                assertThrows(BrokerException.class, () -> broker.open("/no", query, Map.of(), Duration.ofSeconds(5)))
                        .status());
    }
}
