package io.kingtask.broker.security;

import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells a request of this broker's own pages from one that another site makes a browser send. A program that is no browser sends neither
 * of these headers, and passes.
 */
final class OwnSite {

    /** A page of another site cannot set it: the browser would ask this broker first, which never allows it. */
    static final String CONSOLE_HEADER = "Kingtask-Console";

    private OwnSite() {}

    /** Whether a browser says nothing against it. */
    static boolean allows(Function<String, @Nullable String> headers) {
        var site = headers.apply("Sec-Fetch-Site");
        if (site != null) {
            // The browser's own word, which no proxy in between changes; the host may be another there.
            return site.equals("same-origin") || site.equals("none");
        }
        var origin = headers.apply("Origin");
        return origin == null || isOf(origin, headers.apply("Host"));
    }

    /** Whether the request says that a page of this broker sent it. */
    static boolean isConsole(Function<String, @Nullable String> headers) {
        return "1".equals(headers.apply(CONSOLE_HEADER)) && allows(headers);
    }

    /** Whether the browser came by HTTPS, also where a proxy in front of this broker ends it. */
    static boolean isByHttps(Function<String, @Nullable String> headers) {
        var origin = headers.apply("Origin");
        return origin != null && origin.startsWith("https:");
    }

    private static boolean isOf(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
