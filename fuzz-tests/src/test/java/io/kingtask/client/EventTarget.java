package io.kingtask.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/** A stream of events of an output. */
public final class EventTarget {

    private EventTarget() {}

    public static void fuzzerTestOneInput(byte[] stream) throws IOException {
        var events = new OutputEvents();
        try (var lines = new BufferedReader(new StringReader(new String(stream, StandardCharsets.UTF_8)))) {
            for (var event = events.read(lines); event != null; event = events.read(lines)) {
                assertTrue(event.toString().length() > 0);
            }
        } catch (BrokerException e) {
            assertTrue(e.code().equals(BrokerException.NOT_UNDERSTOOD));
        }
    }
}
