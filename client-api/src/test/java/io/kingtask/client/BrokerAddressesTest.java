package io.kingtask.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9595, http://127.0.0.1:9595",
        "broker.example, http://broker.example",
        "[::1]:9595, http://[::1]:9595",
        "https://broker.example/kingtask/, https://broker.example/kingtask"
    })
    void anAddressMayBeHostAndPortOrUrl(String address, String root) {
        assertEquals(URI.create(root), new BrokerAddresses(List.of(address)).current());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ftp://a:1", "http://user:pw@a:1", "a:1?x=1", "a b:1", "a_b:xx"})
    void anythingElseIsRefused(String address) {
        assertThrows(IllegalArgumentException.class, () -> new BrokerAddresses(List.of(address)));
    }

    @Test
    void aFailedOneGivesWayToTheNext() {
        var addresses = new BrokerAddresses(List.of("a:1", "b:2"));
        var first = addresses.current();
        addresses.turnAwayFrom(first);
        assertEquals(URI.create("http://b:2"), addresses.current());
        addresses.turnAwayFrom(first);
        assertEquals(URI.create("http://b:2"), addresses.current());
        addresses.turnAwayFrom(addresses.current());
        assertEquals(first, addresses.current());
    }
}
