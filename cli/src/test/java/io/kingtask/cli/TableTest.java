package io.kingtask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAlignUnderWideCharacters() {
        var table = new Table(List.of("name", "next_run"));
        table.add(List.of("任务", "on"));
        table.add(List.of("abcde", ""));
        assertEquals("NAME   NEXT RUN\n任务   on\nabcde\n", table.text(80));
    }

    @Test
    void theWidestColumnGivesWayToTheTerminal() {
        var table = new Table(List.of("id", "args"));
        table.add(List.of("0123456789", "x".repeat(200)));
        var text = table.text(40);
        assertTrue(text.lines().allMatch(line -> SafeText.width(line) <= 40), text);
        assertTrue(text.contains("0123456789  xxx"), text);
        assertTrue(text.contains("…"), text);
    }

    @Test
    void numbersStandOnTheRight() {
        var table = new Table(List.of("queue", "pending"));
        table.add(List.of("mail", "7"));
        table.add(List.of("default", "12,000"));
        assertEquals("QUEUE    PENDING\nmail           7\ndefault   12,000\n", table.text(80));
    }

    @Test
    void aColumnThatMustBeWholeIsLeftOutRatherThanCut() {
        var table = new Table(List.of("id", "args", "created"));
        table.keepWhole(0);
        table.keepWhole(2);
        table.add(List.of("a1234567890123456789", "x".repeat(50), "2026-11-22T12:30:00.000Z"));
        assertEquals("ID                    ARGS\na1234567890123456789  xxxxxxx…\n", table.text(30));
    }
}
