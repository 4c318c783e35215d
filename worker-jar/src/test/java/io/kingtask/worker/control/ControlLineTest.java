package io.kingtask.worker.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlLineTest {

    @Test
    void progressAndMessageAreRead() throws Exception {
        var line = ControlLine.parse("{\"progress\":0.5,\"message\":\"half\"}");
        assertEquals(0.5, line.progress());
        assertEquals("half", line.message());
        assertNull(line.retryAfter());
    }

    @Test
    void boundsOfProgressAreAllowed() throws Exception {
        assertEquals(0.0, ControlLine.parse("{\"progress\":0}").progress());
        assertEquals(1.0, ControlLine.parse("{\"progress\":1}").progress());
    }

    @Test
    void pauseMayHaveFractions() throws Exception {
        assertEquals(
                Duration.ofMillis(1500),
                ControlLine.parse("{\"retry_after\":1.5}").retryAfter());
    }

    @Test
    void unknownKeysAreLeftAlone() throws Exception {
        assertEquals(
                1.0, ControlLine.parse("{\"progress\":1,\"colour\":[1,{}]}").progress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "1",
                "{",
                "{}",
                "{\"progress\":\"0.5\"}",
                "{\"progress\":1.01}",
                "{\"progress\":-0.1}",
                "{\"progress\":1e999999999}",
                "{\"progress\":1e-999999999}",
                "{\"retry_after\":-1}",
                "{\"retry_after\":1e12}",
                "{\"retry_after\":null}",
                "{\"message\":1}",
            })
    void otherLinesAreMalformed(String text) {
        assertThrows(ControlLine.Malformed.class, () -> ControlLine.parse(text));
    }
}
