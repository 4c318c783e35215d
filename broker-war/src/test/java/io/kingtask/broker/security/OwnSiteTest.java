package io.kingtask.broker.security;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnSiteTest {

    @Test
    void programsThatAreNoBrowsersPass() {
        assertTrue(allows(Map.of("Host", "broker:9595")));
    }

    @Test
    void theBrowsersWordAboutTheSiteDecides() {
        assertTrue(allows(Map.of("Sec-Fetch-Site", "same-origin", "Origin", "https://front", "Host", "behind:9595")));
        assertFalse(allows(Map.of("Sec-Fetch-Site", "same-site")));
        assertFalse(allows(Map.of("Sec-Fetch-Site", "cross-site")));
    }

    @Test
    void anOriginMustBeThisHost() {
        assertTrue(allows(Map.of("Origin", "http://broker:9595", "Host", "Broker:9595")));
        assertFalse(allows(Map.of("Origin", "http://broker:80", "Host", "broker:9595")));
        assertFalse(allows(Map.of("Origin", "null", "Host", "broker:9595")));
        assertFalse(allows(Map.of("Origin", "http://[", "Host", "broker:9595")));
    }

    @Test
    void theConsolesHeaderIsNotEnoughForAnotherSite() {
        assertTrue(OwnSite.isConsole(Map.of("Kingtask-Console", "1")::get));
        assertFalse(OwnSite.isConsole(Map.of("Kingtask-Console", "1", "Sec-Fetch-Site", "cross-site")::get));
        assertFalse(OwnSite.isConsole(Map.<String, String>of()::get));
    }

    private static boolean allows(Map<String, String> headers) {
        return OwnSite.allows(headers::get);
    }
}
