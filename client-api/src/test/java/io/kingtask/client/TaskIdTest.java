package io.kingtask.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskIdTest {

    @Test
    void newIdsAreCanonicalVersion7AndDiffer() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            var id = TaskId.next();
            assertEquals(Optional.of(id), TaskId.parse(id));
            var uuid = UUID.fromString(id);
            assertEquals(7, uuid.version());
            assertEquals(2, uuid.variant());
            assertTrue(seen.add(id), id);
        }
    }

    @Test
    void anIdBeginsWithItsTime() {
        long before = System.currentTimeMillis();
        long time = UUID.fromString(TaskId.next()).getMostSignificantBits() >>> 16;
        assertTrue(time >= before && time <= System.currentTimeMillis());
    }

    @Test
    void theSameNameGivesTheSameId() {
        assertEquals(TaskId.derivedFrom("a"), TaskId.derivedFrom("a"));
        assertNotEquals(TaskId.derivedFrom("a"), TaskId.derivedFrom("b"));
    }

    @Test
    void upperCaseIsMadeCanonical() {
        assertEquals(
                Optional.of("01a20353-6b72-7bef-9b4d-8b1448362a3d"),
                TaskId.parse("01A20353-6B72-7BEF-9B4D-8B1448362A3D"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "..",
                "01a20353-6b72-7bef-9b4d-8b1448362a3d\n",
                "01a20353-6b72-7bef-9b4d-8b1448362a3",
                "1-1-1-1-1"
            })
    void whatIsNoUuidIsRefused(String text) {
        assertEquals(Optional.empty(), TaskId.parse(text));
    }
}
