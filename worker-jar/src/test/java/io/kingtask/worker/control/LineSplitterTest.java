package io.kingtask.worker.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    private final LineSplitter splitter = new LineSplitter(5);
    private final List<String> lines = new ArrayList<>();

    @Test
    void linesArriveInPieces() {
        write("ab");
        write("c\nde\n");
        assertEquals(List.of("abc", "de"), lines);
    }

    @Test
    void lastLineNeedsNoNewline() {
        write("ab\ncd");
        splitter.end().ifPresent(lines::add);
        assertEquals(List.of("ab", "cd"), lines);
    }

    @Test
    void overlongLineIsLeftOutAndTheNextRead() {
        write("12345\n123456\nab\n");
        assertEquals(List.of("12345", "ab"), lines);
        assertEquals(1, splitter.leftOut());
    }

    @Test
    void blankLinesAreNothing() {
        write("\n \n\n");
        assertEquals(List.of(), lines);
    }

    private void write(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        splitter.accept(bytes, bytes.length, lines::add);
    }
}
