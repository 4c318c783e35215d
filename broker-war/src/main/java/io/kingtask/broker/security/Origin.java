package io.kingtask.broker.security;

import io.kingtask.broker.config.AddressRange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from.
 *
 * @param address the client's; behind proxies that are trusted the one that they saw
 * @param isSecure whether it came by HTTPS, to this broker or to a trusted proxy
 */
record Origin(String address, boolean isSecure) {

    private static final String ATTRIBUTE = "io.kingtask.origin";
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+):[0-9]+|\\[([^\\]]*)](?::[0-9]+)?");

    /** Of a request that came through the front door; every one does. */
    static Origin of(ContainerRequestContext request) {
        return of(request.getProperty(ATTRIBUTE));
    }

    static Origin of(HttpServletRequest request) {
        return of(request.getAttribute(ATTRIBUTE));
    }

    private static Origin of(@Nullable Object attribute) {
        if (attribute instanceof Origin origin) {
            return origin;
        }
        throw new IllegalStateException("A request did not come through the front door.");
    }

    static Origin determine(HttpServletRequest request, List<AddressRange> trusted) {
        var peer = AddressRange.literal(request.getRemoteAddr());
        boolean believed = peer.filter(address -> isIn(trusted, address)).isPresent();
        var origin = believed
                ? new Origin(client(request, peer.orElseThrow(), trusted), isByHttps(request))
                : new Origin(request.getRemoteAddr(), request.isSecure());
        request.setAttribute(ATTRIBUTE, origin);
        return origin;
    }

    /** Each proxy puts whom it heard at the end, so the last one that is no trusted proxy is the client; what stands before is its own word. */
    private static String client(HttpServletRequest request, InetAddress peer, List<AddressRange> trusted) {
        var said = String.join(",", Collections.list(request.getHeaders("X-Forwarded-For")))
                .split(",", -1);
        var client = peer;
        for (int i = said.length - 1; i >= 0 && isIn(trusted, client); i--) {
            var before = address(said[i].strip());
            if (before.isEmpty()) {
                break;
            }
            client = before.get();
        }
        return client.getHostAddress();
    }

    private static Optional<InetAddress> address(String text) {
        var matcher = WITH_PORT.matcher(text);
        if (!matcher.matches()) {
            return AddressRange.literal(text);
        }
        return AddressRange.literal(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }

    private static boolean isByHttps(HttpServletRequest request) {
        var said = request.getHeader("X-Forwarded-Proto");
        return said == null ? request.isSecure() : said.strip().equalsIgnoreCase("https");
    }

    private static boolean isIn(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
