package io.kingtask.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void everyWrongFieldIsSaidInOneLine() {
        var text = "{\"type\":\"urn:kingtask:invalid_task\",\"title\":\"The task is not valid\",\"status\":422,"
                + "\"detail\":\"2 fields are wrong\",\"code\":\"invalid_task\",\"unknown\":{\"later\":true},\"errors\":["
                + "{\"field\":\"priority\",\"value\":11,\"allowed\":\"0 to 9\"},"
                + "{\"field\":\"args[1]\",\"value\":null,\"message\":\"must be a string\"},"
                + "{\"field\":\"state\",\"value\":\"x\",\"allowed\":[\"a\",\"b\"]}]}";
        var problem = TaskJson.create().fromJson(text, Problem.class);
        assertEquals("invalid_task", problem.code());
        assertEquals(
                "The task is not valid: priority: 11 (allowed: 0 to 9); args[1]: must be a string;"
                        + " state: x (allowed: [a, b])",
                problem.toString());
    }

    @Test
    void withoutWrongFieldsTheDetailIsSaid() {
        assertEquals("Gone: No task 1.", new Problem(null, "Gone", 404, "No task 1.", "gone", null).toString());
    }

    @Test
    void anAnswerWithoutWordsIsSaidByItsStatus() {
        assertEquals("HTTP status 502", new Problem(null, null, 502, null, null, null).toString());
    }
}
