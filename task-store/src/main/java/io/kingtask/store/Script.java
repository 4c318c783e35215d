package io.kingtask.store;

import io.kingtask.client.Word;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The atomic moves: one Lua file each. */
enum Script implements Word {
    SUBMIT,
    WATCH,
    LIST,
    CANCEL,
    RETRY,
    RESCHEDULE,
    BULK,
    FAILURES,
    OUTPUT,
    LOOK_AT_OUTPUT,
    APPEND_OUTPUT,
    PROMOTE,
    TAKE_OVER,
    FAIL_UNPLACED,
    TRIM,
    TURN,
    RENEW,
    HAND_BACK,
    PROGRESS,
    HEARTBEAT,
    DRAIN_WORKER,
    WORKERS,
    SUCCEED_PREDECESSOR,
    UNREGISTER,
    QUEUES,
    PAUSE_QUEUE,
    RESUME_QUEUE,
    PURGE,
    STANDING,
    AHEAD,
    PUT_SCHEDULE,
    PAUSE_SCHEDULE,
    RESUME_SCHEDULE,
    DELETE_SCHEDULE,
    LOOK_AT_SCHEDULES,
    FIRE_SCHEDULE,
    AUDIT,
    AUDIT_QUEUE,
    RECORD;

    private final byte[] source = ScriptSource.assemble(word()).getBytes(StandardCharsets.UTF_8);
    private final byte[] sha = sha1(source);

    byte[] source() {
        return source;
    }

    /** The name under which Redis keeps it. */
    byte[] sha() {
        return sha;
    }

    private static byte[] sha1(byte[] source) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(source);
            return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
