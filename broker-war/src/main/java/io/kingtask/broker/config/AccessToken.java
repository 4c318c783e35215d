package io.kingtask.broker.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A token that opens the REST interface; the token itself is not kept, so it cannot reach a log.
 *
 * @param name who it was given to
 * @param sha256 digest of the token's UTF-8 bytes
 * @param guessable whether the token is so short that it could be found by trying; false where only its digest is known
 */
public record AccessToken(String name, Role role, byte[] sha256, boolean guessable) {

    /** Characters from which on trying is hopeless. */
    static final int LONG_ENOUGH = 16;

    public AccessToken {
        sha256 = sha256.clone();
    }

    @Override
    public byte[] sha256() {
        return sha256.clone();
    }

    static AccessToken ofDigest(String name, Role role, byte[] sha256) {
        return new AccessToken(name, role, sha256, false);
    }

    public static AccessToken of(String name, Role role, String token) {
        return new AccessToken(name, role, digest(token), token.length() < LONG_ENOUGH);
    }

    /** Whether {@code digest} is this token's; takes the same time for any digest. */
    public boolean matches(byte[] digest) {
        return MessageDigest.isEqual(sha256, digest);
    }

    public static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    @Override
    public String toString() {
        return "AccessToken[" + name + ", " + role.word() + "]";
    }
}
