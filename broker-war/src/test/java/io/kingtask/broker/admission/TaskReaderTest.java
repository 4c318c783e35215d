package io.kingtask.broker.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kingtask.broker.http.FieldError;
import io.kingtask.broker.http.JsonBody;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.client.Durability;
import io.kingtask.client.FailureRule;
import io.kingtask.store.NewTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskReaderTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final TaskReader reader = new TaskReader(Duration.ofDays(1));

    private NewTask read(String json) {
        return reader.read(JsonBody.object(json), Optional.empty(), null);
    }

    private List<String> wrongFields(String json) {
        var refused = assertThrows(ProblemException.class, () -> read(json));
        return refused.problem().errors().stream().map(FieldError::field).toList();
    }

    @Test
    void everyFieldArrives() {
        var task = read("""
                {"executable":"a.b_c-D9","args":["","a b","\\"q\\"","\\n","häß\\ud83d\\ude00"],"start_time":1700000000.25,
                "retry_intervals":[5,8.5,0],"queue":"q1","priority":9,"timeout":0.5,"stdin":"in","env":{"A":"1","B":""},
                "result_keep_time":0,"failure_rule":"exit_code","durability":"replica","traceparent":"%s","sha256":"%s",
                "id":"7F000000-0000-4000-8000-000000000001"}""".formatted(TRACE, "Ab".repeat(32)));
        assertEquals(List.of("", "a b", "\"q\"", "\n", "häß😀"), task.args());
        assertEquals(Instant.ofEpochMilli(1_700_000_000_250L), task.startTime());
        assertEquals(List.of(Duration.ofSeconds(5), Duration.ofMillis(8500), Duration.ZERO), task.retryIntervals());
        assertEquals(Duration.ofMillis(500), task.timeout());
        assertEquals(Map.of("A", "1", "B", ""), task.env());
        assertEquals(Duration.ZERO, task.resultKeep());
        assertEquals(FailureRule.EXIT_CODE, task.failureRule());
        assertEquals(Durability.REPLICA, task.durability());
        assertEquals("7f000000-0000-4000-8000-000000000001", task.id());
        assertEquals(TRACE, task.traceparent());
        assertEquals("ab".repeat(32), task.sha256());
    }

    @Test
    void absentAndNullFieldsHaveDefaults() {
        var task = read("{\"executable\":\"e\",\"args\":null,\"queue\":null,\"priority\":null,\"delay\":null}");
        assertEquals(List.of(), task.args());
        assertEquals("default", task.queue());
        assertEquals(4, task.priority());
        assertNull(task.startTime());
        assertNull(task.timeout());
        assertEquals(Durability.MEMORY, task.durability());
        assertEquals(36, task.id().length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"executable\":\"\"|executable",
                "\"executable\":\"../x\"|executable",
                "\"executable\":\"/bin/sh\"|executable",
                "\"executable\":\".hidden\"|executable",
                "\"executable\":\"a b\"|executable",
                "\"executable\":\"a\\u0000\"|executable",
                "\"executable\":\"a\\n\"|executable",
                "\"executable\":\"é\"|executable",
                "\"executable\":5|executable",
                "\"executable\":null|executable",
                "\"executable\":\"e\",\"args\":\"a\"|args",
                "\"executable\":\"e\",\"args\":[\"a\",5]|args[1]",
                "\"executable\":\"e\",\"args\":[null]|args[0]",
                "\"executable\":\"e\",\"args\":[\"a\\u0000b\"]|args[0]",
                "\"executable\":\"e\",\"args\":[\"\\ud800\"]|args[0]",
                "\"executable\":\"e\",\"start_time\":\"tomorrow\"|start_time",
                "\"executable\":\"e\",\"start_time\":\"2030-01-01T00:00:00\"|start_time",
                "\"executable\":\"e\",\"start_time\":\"+999999-01-01T00:00:00Z\"|start_time",
                "\"executable\":\"e\",\"start_time\":1795352354160|start_time",
                "\"executable\":\"e\",\"start_time\":1e999999|start_time",
                "\"executable\":\"e\",\"start_time\":1,\"delay\":1|delay",
                "\"executable\":\"e\",\"delay\":-1|delay",
                "\"executable\":\"e\",\"delay\":\"5\"|delay",
                "\"executable\":\"e\",\"retry_intervals\":5|retry_intervals",
                "\"executable\":\"e\",\"retry_intervals\":[5,-0.1]|retry_intervals[1]",
                "\"executable\":\"e\",\"retry_intervals\":[2592001]|retry_intervals[0]",
                "\"executable\":\"e\",\"queue\":\"a/b\"|queue",
                "\"executable\":\"e\",\"priority\":10|priority",
                "\"executable\":\"e\",\"priority\":-1|priority",
                "\"executable\":\"e\",\"priority\":4.5|priority",
                "\"executable\":\"e\",\"priority\":\"4\"|priority",
                "\"executable\":\"e\",\"timeout\":0|timeout",
                "\"executable\":\"e\",\"timeout\":true|timeout",
                "\"executable\":\"e\",\"stdin\":[1]|stdin",
                "\"executable\":\"e\",\"env\":[]|env",
                "\"executable\":\"e\",\"env\":{\"A=B\":\"1\"}|env.A=B",
                "\"executable\":\"e\",\"env\":{\"A\":1}|env.A",
                "\"executable\":\"e\",\"env\":{\"A\":\"\\u0000\"}|env.A",
                "\"executable\":\"e\",\"env\":{\"KINGTASK_FENCE\":\"1\"}|env.KINGTASK_FENCE",
                "\"executable\":\"e\",\"result_keep_time\":-1|result_keep_time",
                "\"executable\":\"e\",\"failure_rule\":\"STDERR\"|failure_rule",
                "\"executable\":\"e\",\"durability\":\"disk\"|durability",
                "\"executable\":\"e\",\"id\":\"1\"|id",
                "\"executable\":\"e\",\"traceparent\":\"x\"|traceparent",
                "\"executable\":\"e\",\"sha256\":\"abc\"|sha256",
                "\"executable\":\"e\",\"exectuable\":\"x\"|exectuable",
            })
    void wrongFieldIsNamed(String members, String field) {
        assertEquals(List.of(field), wrongFields("{" + members + "}"));
    }

    @Test
    void allWrongFieldsAreNamedAtOnce() {
        assertEquals(
                List.of("start_time", "executable", "priority", "colour"),
                wrongFields("{\"colour\":1,\"priority\":99,\"start_time\":\"x\"}"));
    }

    @Test
    void argumentsHaveABoundTogether() {
        var half = "x".repeat(64 << 10);
        assertEquals(
                2,
                read("{\"executable\":\"e\",\"args\":[\"" + half + "\",\"" + half + "\"]}")
                        .args()
                        .size());
        assertEquals(
                List.of("args"),
                wrongFields("{\"executable\":\"e\",\"args\":[\"" + half + "\",\"" + half + "\",\"é\"]}"));
        assertEquals(List.of("args[0]"), wrongFields("{\"executable\":\"e\",\"args\":[\"" + half + half + "\"]}"));
    }

    @Test
    void thereAreAHundredRetriesAtMost() {
        var hundred = IntStream.range(0, 100).mapToObj(i -> "1").collect(Collectors.joining(","));
        assertEquals(
                100,
                read("{\"executable\":\"e\",\"retry_intervals\":[" + hundred + "]}")
                        .retryIntervals()
                        .size());
        assertEquals(
                List.of("retry_intervals"),
                wrongFields("{\"executable\":\"e\",\"retry_intervals\":[" + hundred + ",1]}"));
    }

    @Test
    void headerGivesTheTraceOnlyWhereTheTaskHasNone() {
        var json = JsonBody.object("{\"executable\":\"e\"}");
        assertEquals(TRACE, reader.read(json, Optional.empty(), TRACE).traceparent());
        assertNull(reader.read(json, Optional.empty(), "nonsense").traceparent());
    }

    @Test
    void idempotencyKeyMakesIdAndDigest() {
        var key = Optional.of(new IdempotencyKey("ci", "k"));
        var one = reader.read(JsonBody.object("{\"executable\":\"e\",\"delay\":5,\"queue\":null}"), key, null);
        var same = reader.read(JsonBody.object("{\"delay\":5.0,\"executable\":\"e\"}"), key, null);
        var other = reader.read(JsonBody.object("{\"executable\":\"f\"}"), key, null);
        assertEquals(one.id(), same.id());
        assertEquals(one.requestDigest(), same.requestDigest());
        assertEquals(one.id(), other.id());
        assertNotEquals(one.requestDigest(), other.requestDigest());
        assertNotEquals(one.id(), new IdempotencyKey("other", "k").taskId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1", "{\"a\":1,}", "{\"a\":1} x", "nul"})
    void whatIsNoJsonIsMalformed(String text) {
        var refused = assertThrows(ProblemException.class, () -> read(text));
        assertEquals("malformed_json", refused.problem().code().word());
    }

    @Test
    void hugeValuesAreShownShortened() {
        var refused = assertThrows(ProblemException.class, () -> read("{\"executable\":\"" + "/".repeat(9000) + "\"}"));
        var value = refused.problem().errors().get(0).value();
        assertEquals(true, value != null && value.length() < 200);
    }
}
