package io.kingtask.broker.output;

import java.nio.charset.StandardCharsets;

/** Server-sent events as bytes. */
final class EventText {

    /** Says how soon to come again after an interruption. */
    static final byte[] BEGIN = utf8("retry: 1000\n\n");

    /** A comment, which shows whether the client is still there. */
    static final byte[] KEEP_ALIVE = utf8(":\n\n");

    private EventText() {}

    /** A piece of text. Lines of an event end with any of the three line ends, so a lone carriage return becomes a new line. */
    static byte[] text(String id, String text) {
        var lines = text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\ndata: ");
        return utf8("id: " + id + "\ndata: " + lines + "\n\n");
    }

    /** @param json one line */
    static byte[] named(String name, String json) {
        return utf8("event: " + name + "\ndata: " + json + "\n\n");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
