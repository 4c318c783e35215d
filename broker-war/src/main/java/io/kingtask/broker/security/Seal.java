package io.kingtask.broker.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Lets a browser keep a text for a while that it can read but not change: {@code TEXT.END.MAC}, each part Base64 for URLs or digits. */
final class Seal {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Clock clock;

    /** Brokers with the same secret open each other's seals; another purpose is another key. */
    Seal(String secret, String purpose, Clock clock) {
        this.clock = clock;
        var root = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        this.key = new SecretKeySpec(mac(root, "kingtask " + purpose), ALGORITHM);
    }

    String close(String text, Instant end) {
        var open = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "."
                + end.getEpochSecond();
        return open + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(key, open));
    }

    /** The text; nothing when it was changed, or its time is over. */
    Optional<String> open(String sealed) {
        int last = sealed.lastIndexOf('.');
        int first = sealed.indexOf('.');
        if (first <= 0 || last <= first + 1) {
            return Optional.empty();
        }
        try {
            var given = Base64.getUrlDecoder().decode(sealed.substring(last + 1));
            if (!MessageDigest.isEqual(given, mac(key, sealed.substring(0, last)))) {
                return Optional.empty();
            }
            // From here on it is what a broker wrote.
            var end = Instant.ofEpochSecond(Long.parseLong(sealed.substring(first + 1, last)));
            var text = new String(Base64.getUrlDecoder().decode(sealed.substring(0, first)), StandardCharsets.UTF_8);
            return clock.instant().isBefore(end) ? Optional.of(text) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC with SHA-256.", e);
        }
    }
}
