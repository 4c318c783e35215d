package io.kingtask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAlignUnderWideCharacters() {
        var table = new Table(List.of("name", "next_run"));
        table.add(List.of("任务", "1"));
        table.add(List.of("abcde", ""));
        assertEquals("NAME   NEXT RUN\n任务   1\nabcde\n", table.text(80));
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
}
