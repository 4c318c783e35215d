package io.kingtask.broker.security;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The cookie that carries a browser's token. No script can read it, no other site can make the browser send it, and it is gone when the
 * browser is closed. Its value is the token, with what may not stand in a cookie percent-encoded.
 */
final class TokenCookie {

    static final String NAME = "kingtask_token";

    private TokenCookie() {}

    static Optional<String> token(Map<String, Cookie> cookies) {
        var cookie = cookies.get(NAME);
        return cookie == null ? Optional.empty() : decode(cookie.getValue());
    }

    /**
     * @param path below which the browser sends it
     * @param secure whether the browser may send it over HTTPS only
     */
    static NewCookie holding(String token, String path, boolean secure) {
        return builder(path).value(encode(token)).secure(secure).build();
    }

    /** Makes the browser forget it. */
    static NewCookie removal(String path) {
        return builder(path).value("").maxAge(0).build();
    }

    private static NewCookie.Builder builder(String path) {
        return new NewCookie.Builder(NAME).path(path).httpOnly(true).sameSite(NewCookie.SameSite.STRICT);
    }

    private static String encode(String token) {
        return URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    private static Optional<String> decode(String value) {
        try {
            // A token is visible ASCII: a plus sign means itself, not a blank.
            return Optional.of(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
