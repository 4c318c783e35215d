package io.kingtask.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.7, 10.0.0.7, true",
        "10.0.0.7, 10.0.0.8, false",
        "10.0.0.0/8, 10.200.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "172.16.0.0/12, 172.31.255.255, true",
        "172.16.0.0/12, 172.32.0.0, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "fd00::/8, fd12::1, true",
        "fd00::/8, fe80::1, false",
        "::1, 127.0.0.1, false",
    })
    void networkHoldsWhatBeginsWithItsBits(String range, String address, boolean held) {
        var other = AddressRange.literal(address).orElseThrow();
        assertEquals(held, AddressRange.parse(range).orElseThrow().contains(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "::g",
                "a:b",
                "/8",
                "dead.beef"
            })
    void whatIsNoAddressIsNeverLookedUp(String text) {
        assertTrue(AddressRange.parse(text).isEmpty());
    }

    @Test
    void aFourInASixIsTheFour() {
        assertTrue(AddressRange.parse("127.0.0.1")
                .orElseThrow()
                .contains(AddressRange.literal("::ffff:127.0.0.1").orElseThrow()));
    }
}
