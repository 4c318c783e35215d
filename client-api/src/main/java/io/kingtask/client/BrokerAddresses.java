package io.kingtask.client;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The addresses of equal brokers. One is used until it fails, then the next one. */
final class BrokerAddresses {

    private final List<URI> roots;
    private final AtomicInteger current = new AtomicInteger();

    /** Each as {@code host:port}, or as the URL of the broker's root where it has a path or speaks HTTPS. */
    BrokerAddresses(List<String> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("A client needs the address of a broker, such as 127.0.0.1:9595.");
        }
        this.roots = addresses.stream().map(BrokerAddresses::root).toList();
    }

    URI current() {
        return roots.get(Math.floorMod(current.get(), roots.size()));
    }

    /** Turns to the next address, unless another thread has already turned away from {@code failed}. */
    void turnAwayFrom(URI failed) {
        int index = current.get();
        if (roots.get(Math.floorMod(index, roots.size())).equals(failed)) {
            current.compareAndSet(index, index + 1);
        }
    }

    private static URI root(String address) {
        var text = address.strip();
        if (!text.contains("://")) {
            text = "http://" + text;
        }
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        try {
            var root = URI.create(text);
            boolean plain = ("http".equals(root.getScheme()) || "https".equals(root.getScheme()))
                    && root.getHost() != null
                    && root.getUserInfo() == null
                    && root.getQuery() == null
                    && root.getFragment() == null;
            if (plain) {
                return root;
            }
        } catch (IllegalArgumentException e) {
            // Said below, in words of an address.
        }
        throw new IllegalArgumentException("'" + address + "' is no address of a broker; allowed: HOST:PORT, or a URL"
                + " that begins with http:// or https:// and has no user, query or fragment.");
    }
}
