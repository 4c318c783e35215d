package io.kingtask.worker.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedOutputTest {

    @Test
    void whatFitsIsKeptWhole() {
        assertEquals("0123456789", kept(10, "0123456789"));
        assertEquals("", kept(10, ""));
    }

    @Test
    void headAndTailAreKeptAndTheMiddleCounted() {
        assertEquals("01234\n… 2 bytes dropped …\n789ab", kept(10, "0123456789ab"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 64, 1000})
    void piecesOfAnySizeGiveTheSame(int piece) {
        var text = "abcdefghij".repeat(100);
        var output = new BoundedOutput(21);
        for (int at = 0; at < text.length(); at += piece) {
            var bytes = text.substring(at, Math.min(text.length(), at + piece)).getBytes(StandardCharsets.UTF_8);
            output.write(bytes, bytes.length);
        }
        assertEquals(
                "abcdefghija\n… 979 bytes dropped …\nabcdefghij",
                new String(output.kept().bytes(), StandardCharsets.UTF_8));
        assertEquals(1000, output.total());
    }

    @Test
    void oneByteOverTheBoundDropsOneByte() {
        assertEquals("01\n… 1 bytes dropped …\n34", kept(4, "01234"));
    }

    @Test
    void smallestBoundKeepsTheFirstAndTheLastByte() {
        assertEquals("a\n… 1 bytes dropped …\nc", kept(2, "abc"));
        assertEquals("ab", kept(2, "ab"));
    }

    @Test
    void bytesThatAreNoTextSurvive() {
        var bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        var output = new BoundedOutput(1000);
        output.write(bytes, bytes.length);
        assertArrayEquals(bytes, output.kept().bytes());
    }

    @Test
    void piecesSkipWhatWasDropped() {
        var output = output(10, "0123456789ab");
        assertPiece(output, 0, 100, 0, "01234");
        assertPiece(output, 3, 1, 3, "3");
        assertPiece(output, 5, 100, 7, "789ab");
        assertPiece(output, 10, 100, 10, "ab");
        assertPiece(output, 12, 100, 12, "");
        assertPiece(output, 99, 100, 12, "");
    }

    @Test
    void piecesOfARingGoRoundItsEnd() {
        var output = output(10, "0123456789");
        for (var more : new String[] {"abc", "def"}) {
            output.write(more.getBytes(StandardCharsets.UTF_8), 3);
        }
        assertPiece(output, 11, 3, 11, "bcd");
        assertPiece(output, 0, 100, 0, "01234");
    }

    @Test
    void piecesHoldWholeCharacters() {
        var output = new BoundedOutput(100);
        var bytes = "a日b".getBytes(StandardCharsets.UTF_8);
        output.write(bytes, 3);
        assertPiece(output, 0, 100, 0, "a");
        assertPiece(output, 1, 100, 1, "");
        output.write(java.util.Arrays.copyOfRange(bytes, 3, 5), 2);
        assertPiece(output, 1, 100, 1, "日b");
    }

    private static void assertPiece(BoundedOutput output, long from, int most, long at, String text) {
        var piece = output.piece(from, most);
        assertEquals(text, new String(piece.bytes(), StandardCharsets.UTF_8));
        assertEquals(at, piece.at());
    }

    private static BoundedOutput output(int max, String text) {
        var output = new BoundedOutput(max);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        output.write(bytes, bytes.length);
        return output;
    }

    private static String kept(int max, String text) {
        return new String(output(max, text).kept().bytes(), StandardCharsets.UTF_8);
    }
}
