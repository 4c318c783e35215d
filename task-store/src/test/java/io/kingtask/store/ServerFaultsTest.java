package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerFaultsTest {

    @ParameterizedTest
    @CsvSource({
        "6.0.16, true",
        "5.0.7, true",
        "6.2.0, false",
        "6.2.6, false",
        "6.10.0, false",
        "7.0.15, false",
        "10.0, false",
        "unstable, false",
        "'', false",
    })
    void versionsBefore62AreTooOld(String version, boolean tooOld) {
        assertEquals(tooOld, ServerFaults.isTooOld(version));
    }
}
