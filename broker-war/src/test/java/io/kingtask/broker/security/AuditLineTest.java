package io.kingtask.broker.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AuditLineTest {

    @Test
    void isOneObject() {
        assertEquals(
                "{\"who\":\"ci\",\"status\":201}",
                new AuditLine().add("who", "ci").add("status", 201).toString());
    }

    @Test
    void whatClientsSendStaysInsideItsString() {
        var line = new AuditLine()
                .add("path", "/a\"}\n{\"who\":\"admin\u2028\u001b[2J\u202e\\")
                .toString();
        assertEquals("{\"path\":\"/a\\\"}\\u000a{\\\"who\\\":\\\"admin\\u2028\\u001b[2J\\u202e\\\\\"}", line);
    }

    @Test
    void longTextIsCut() {
        assertTrue(new AuditLine().add("path", "x".repeat(9_000)).toString().length() < 600);
    }
}
