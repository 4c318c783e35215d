package io.kingtask.broker.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {

    private final HostNames names = HostNames.of(List.of("broker", "*.example.com"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:9595",
                "localhost.",
                "127.0.0.1:9595",
                "10.1.2.3",
                "[::1]:9595",
                "[fe80::1%eth0]",
                "Broker:80",
                "a.example.com",
                "a.b.example.com:443"
            })
    void ownNamesAndAddressesPass(String header) {
        assertTrue(names.allow(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "example.com",
                "xexample.com",
                "broker.evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "broker:80:80",
                "broker:x",
                "user@broker",
                "broker/..",
                "broker, evil.example",
                "[::1].evil.example"
            })
    void anyOtherNameDoesNot(String header) {
        assertFalse(names.allow(header));
    }

    @Test
    void aStarLetsEveryNamePass() {
        assertTrue(HostNames.of(Set.of("*")).allow("whatever.example:1"));
    }

    @Test
    void withoutTheKeyTheListenedHostPasses() {
        assertTrue(HostNames.ofMachine("kingtask.internal").allow("kingtask.internal:9595"));
        assertFalse(HostNames.ofMachine("0.0.0.0").allow("kingtask.internal:9595"));
    }
}
