package io.kingtask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void escapeSequencesAreSpeltOut() {
        assertEquals("\\x1b[31mred\\x9b0m\\x00\\x7f", SafeText.line("\u001b[31mred\u009b0m\0\u007f"));
    }

    @Test
    void directionsAreSpeltOut() {
        assertEquals("a\\u{202e}b", SafeText.line("a\u202eb"));
    }

    @Test
    void lineEndsStayOnlyWhereLinesAreMeant() {
        assertEquals("a\\nb\\tc\\r", SafeText.line("a\nb\tc\r"));
        assertEquals("a\nb\tc\\r", SafeText.lines("a\nb\tc\r"));
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertEquals(4, SafeText.width("任务"));
        assertEquals(2, SafeText.width("😀"));
        assertEquals(1, SafeText.width("e\u0301"));
        assertEquals("任…", SafeText.cut("任务任务", 4));
        assertEquals("abc", SafeText.cut("abc", 3));
    }
}
