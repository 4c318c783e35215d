package io.kingtask.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Makes and checks task ids: UUIDs in canonical form, 36 lower-case characters. */
public final class TaskId {

    private static final int LENGTH = 36;
    private static final SecureRandom RANDOM = new SecureRandom();

    private TaskId() {}

    /** A new id of UUID version 7: it begins with the time, so ids sort by the moment they were made. */
    public static String next() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        var buffer = ByteBuffer.wrap(bytes);
        long random = buffer.getLong(0);
        buffer.putLong(0, (System.currentTimeMillis() << 16) | 0x7000L | (random & 0x0FFFL));
        bytes[8] = (byte) ((bytes[8] & 0x3F) | 0x80);
        return new UUID(buffer.getLong(0), buffer.getLong(8)).toString();
    }

    /** An id derived from a name: the same name gives the same id everywhere. */
    public static String derivedFrom(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The canonical form of a UUID that may be written in upper case; empty when it is no UUID. */
    public static Optional<String> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
            if (isDash ? c != '-' : !isHexDigit(c)) {
                return Optional.empty();
            }
        }
        return Optional.of(text.toLowerCase(Locale.ROOT));
    }

    private static boolean isHexDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
