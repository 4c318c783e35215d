package io.kingtask.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskJsonTest {

    private static final Instant MOMENT = Instant.parse("2026-11-22T12:30:00.120Z");

    private final Jsonb json = TaskJson.create();

    @Test
    void aViewOfAFailedTaskComesBackWhole() {
        var run = new AttemptView(1, "w1", MOMENT, MOMENT.plusSeconds(1), 3, null, Cause.EXIT_CODE, null);
        var view = new TaskView(
                TaskId.next(),
                "example",
                List.of("", "任务"),
                "default",
                4,
                TaskState.FAILED,
                1,
                1,
                MOMENT,
                MOMENT,
                MOMENT,
                MOMENT,
                "w1",
                3,
                15,
                "out",
                "err",
                0.5,
                "half",
                Cause.EXIT_CODE,
                List.of(run));
        assertEquals(view, json.fromJson(json.toJson(view), TaskView.class));
    }

    @Test
    void whatDoesNotApplyYetIsNullBothWays() {
        var view = new TaskView(
                TaskId.next(),
                "example",
                List.of(),
                "default",
                4,
                TaskState.PENDING,
                0,
                1,
                MOMENT,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
        var text = json.toJson(view);
        assertTrue(text.startsWith("{\"id\":"), text);
        assertTrue(text.contains("\"created_at\":\"2026-11-22T12:30:00.120Z\",\"start_time\":null"), text);
        assertTrue(text.contains("\"cause\":null"), text);
        assertTrue(text.contains("\"finished_at\":null"), text);
        assertTrue(text.contains("\"max_attempts\":1"), text);
        assertEquals(view, json.fromJson(text, TaskView.class));
    }

    @Test
    void timesHaveMillisecondsAlways() {
        assertEquals("2026-11-22T12:30:00.000Z", TaskJson.format(Instant.parse("2026-11-22T12:30:00Z")));
        assertEquals("2026-11-22T12:30:00.120Z", TaskJson.format(MOMENT.plusNanos(999)));
    }

    @Test
    void anUnknownWordIsNamedWithTheKnownOnes() {
        var text = "{\"attempt\":1,\"cause\":\"bad_luck\"}";
        var failure = assertThrows(JsonbException.class, () -> json.fromJson(text, AttemptView.class));
        var said = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            said.append(cause.getMessage());
        }
        assertTrue(said.toString().contains("'bad_luck' is not one of: exit_code, stderr"), said.toString());
    }
}
