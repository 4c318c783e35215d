package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;

/** The address of a Redis. */
public final class AddressTarget {

    private AddressTarget() {}

    public static void fuzzerTestOneInput(byte[] address) {
        try {
            var parsed = RedisAddress.parse(new String(address, StandardCharsets.UTF_8));
            assertFalse(parsed.nodes().isEmpty());
            for (var node : parsed.nodes()) {
                assertTrue(!node.host().isEmpty() && node.port() > 0 && node.port() <= 65535, node.toString());
            }
            assertTrue(parsed.database() >= 0);
        } catch (IllegalArgumentException e) {
            assertTrue(String.valueOf(e.getMessage()).length() > 0);
        }
    }
}
