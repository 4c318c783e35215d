package io.kingtask.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8BorderTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "日", "😀"})
    void aCharacterIsNeverCutInTwo(String character) {
        var bytes = ("x" + character).getBytes(UTF_8);
        for (int length = 1; length < bytes.length; length++) {
            assertEquals(1, Utf8Border.end(bytes, length));
        }
        assertEquals(bytes.length, Utf8Border.end(bytes, bytes.length));
    }

    @Test
    void bytesThatAreNoTextAreCutAnywhere() {
        byte[] bytes = {(byte) 0xff, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80};
        for (int length = 0; length <= bytes.length; length++) {
            assertEquals(length, Utf8Border.end(bytes, length));
        }
    }

    @Test
    void theRestOfACharacterIsSkippedAtTheBeginning() {
        var bytes = "😀a".getBytes(UTF_8);
        assertEquals(0, Utf8Border.begin(bytes));
        assertEquals(3, Utf8Border.begin(java.util.Arrays.copyOfRange(bytes, 1, bytes.length)));
    }
}
