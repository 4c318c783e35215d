package io.kingtask.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.bind.Jsonb;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskRequestTest {

    private static final String ID = "01a20353-6b72-7bef-9b4d-8b1448362a3d";

    private final Jsonb json = TaskJson.create();

    @Test
    void onlyWhatWasSaidIsSent() {
        var task = TaskRequest.of("example", "12", "45").id(ID);
        assertEquals("{\"id\":\"" + ID + "\",\"executable\":\"example\",\"args\":[\"12\",\"45\"]}", json.toJson(task));
    }

    @Test
    void everyFieldHasItsNameAndShape() {
        var task = TaskRequest.of("example")
                .id(ID)
                .at(Instant.parse("2030-01-31T08:00:00.25Z"))
                .delay(Duration.ofMillis(1500))
                .retryAfter(5, 0.5, 100)
                .queue("mail")
                .priority(9)
                .timeout(Duration.ofMinutes(1))
                .stdin("a\nb")
                .env(Map.of("A", "1"))
                .resultKeepTime(Duration.ofDays(1))
                .failureRule(FailureRule.EXIT_CODE)
                .durability(Durability.REPLICA)
                .traceparent("00-0-0-00")
                .sha256("ab12");
        assertEquals(
                "{\"id\":\"" + ID + "\",\"executable\":\"example\",\"args\":[],"
                        + "\"start_time\":\"2030-01-31T08:00:00.250Z\",\"delay\":1.5,\"retry_intervals\":[5,0.5,100],"
                        + "\"queue\":\"mail\",\"priority\":9,\"timeout\":60,\"stdin\":\"a\\nb\",\"env\":{\"A\":\"1\"},"
                        + "\"result_keep_time\":86400,\"failure_rule\":\"exit_code\",\"durability\":\"replica\","
                        + "\"traceparent\":\"00-0-0-00\",\"sha256\":\"ab12\"}",
                json.toJson(task));
    }

    @Test
    void theFirstClientsFactoryMeansTheSame() {
        var task = TaskRequest.of("example", List.of("12", "45"), 0, new int[] {5, 8, 9})
                .id(ID);
        assertEquals(
                "{\"id\":\"" + ID + "\",\"executable\":\"example\",\"args\":[\"12\",\"45\"],\"start_time\":0,"
                        + "\"retry_intervals\":[5,8,9]}",
                json.toJson(task));
    }

    @Test
    void argumentsSurviveJson() {
        var args = List.of("", " ", "\"'", "a\nb\t\u0001", "任务", "😀", "--");
        var back = json.fromJson(json.toJson(TaskRequest.of("example", args)), Map.class);
        assertEquals(args, back.get("args"));
    }

    @Test
    void copiesKeepTheIdAndAnotherDoesNot() {
        var task = TaskRequest.of("example");
        assertEquals(task.id(), task.priority(3).id());
        assertNotEquals(task.id(), task.another().id());
        assertFalse(task.fields().containsKey("priority"));
    }

    @Test
    void durationsCount() {
        var intervals = List.of(Duration.ofSeconds(5), Duration.ofMillis(250), Duration.ofNanos(1));
        var fields = TaskRequest.of("example").retryAfter(intervals).fields();
        assertEquals("[5, 0.25, 1E-9]", String.valueOf(fields.get("retry_intervals")));
    }

    @Test
    void nullIsRefused() {
        assertThrows(NullPointerException.class, () -> TaskRequest.of("example", Arrays.asList("a", nothing())));
        assertThrows(NullPointerException.class, () -> TaskRequest.of("example").queue(nothing()));
    }

    @Test
    void printingTellsNoSecrets() {
        var text = TaskRequest.of("example", "s3cret")
                .env(Map.of("PASSWORD", "s3cret"))
                .stdin("s3cret")
                .toString();
        assertTrue(text.contains("example"));
        assertFalse(text.contains("s3cret"));
    }

    @SuppressWarnings("NullAway") // what a caller without null checks may pass
    private static String nothing() {
        return null;
    }
}
