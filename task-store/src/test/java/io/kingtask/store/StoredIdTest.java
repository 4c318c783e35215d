package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kingtask.client.TaskId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoredIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "01890a5d-ac96-774b-bcce-b302099a8057",
                "80000000-0000-0001-8000-000000000001"
            })
    void uuidIsKeptIn22CharactersAndReadBackWhole(String id) {
        var stored = StoredId.of(id);
        assertEquals(22, stored.length());
        assertEquals(id, StoredId.read(stored));
    }

    @Test
    void newIdsAreReadBack() {
        for (int i = 0; i < 1_000; i++) {
            var id = TaskId.next();
            assertEquals(id, StoredId.read(StoredId.of(id)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "unknown-task",
                "01890A5D-AC96-774B-BCCE-B302099A8057",
                "01890a5d-ac96-774b-bcce-b302099a805x",
                "01890a5dac96774bbcceb302099a8057-----",
                "!!!!!!!!!!!!!!!!!!!!!!"
            })
    void whatIsNoCanonicalUuidStaysAsItIs(String id) {
        assertEquals(id, StoredId.of(id));
        assertEquals(id, StoredId.read(id));
    }
}
