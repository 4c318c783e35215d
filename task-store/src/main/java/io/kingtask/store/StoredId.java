package io.kingtask.store;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * A task's id as Redis keeps it: a UUID as the 22 characters that its 16 bytes are in base64url, in place of 36. Every id becomes short
 * where it leaves for Redis and whole again where it comes back; the scripts know the short form only.
 */
final class StoredId {

    private static final int WHOLE = 36;
    private static final int SHORT = 22;
    private static final int BYTES = 16;

    private StoredId() {}

    /** What is not a UUID in its canonical form stays as it is. */
    static String of(String id) {
        if (id.length() != WHOLE) {
            return id;
        }
        try {
            var uuid = UUID.fromString(id);
            return uuid.toString().equals(id) ? shortened(uuid) : id;
        } catch (IllegalArgumentException e) {
            return id;
        }
    }

    private static String shortened(UUID uuid) {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The id that is kept so. */
    static String read(String stored) {
        if (stored.length() != SHORT) {
            return stored;
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(stored));
            return new UUID(bytes.getLong(), bytes.getLong()).toString();
        } catch (IllegalArgumentException e) {
            return stored;
        }
    }
}
