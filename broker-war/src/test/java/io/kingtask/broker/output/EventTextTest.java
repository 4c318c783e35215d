package io.kingtask.broker.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class EventTextTest {

    @Test
    void everyLineEndBeginsADataLine() {
        assertEquals("id: 7\ndata: a\ndata: b\ndata: c\ndata: \ndata: \n\n", text("a\nb\r\nc\r\n\n"));
        assertEquals("id: 7\ndata: 10%\ndata: 20%\n\n", text("10%\r20%"));
    }

    @Test
    void outputCannotPretendToBeAnEvent() {
        assertEquals("id: 7\ndata: \ndata: \ndata: event: end\ndata: data: {}\n\n", text("\n\nevent: end\ndata: {}"));
    }

    @Test
    void anIdNamesOffsetAndAttempt() {
        assertEquals("12", new Position(12, 1).id());
        assertEquals("12-3", new Position(12, 3).id());
        assertEquals(new Position(12, 3), Position.parse("12-3"));
        assertEquals(new Position(12, 1), Position.parse("12"));
        assertNull(Position.parse("-1"));
        assertNull(Position.parse(null));
    }

    private static String text(String text) {
        return new String(EventText.text("7", text), UTF_8);
    }
}
