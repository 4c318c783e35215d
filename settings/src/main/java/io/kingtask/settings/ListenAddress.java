package io.kingtask.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a program listens.
 *
 * @param host a name or an address, without the brackets of IPv6
 */
public record ListenAddress(String host, int port) {

    public static final String ALLOWED = "HOST:PORT, such as 127.0.0.1:9595 or [::1]:9595";

    /** Letters of host names and addresses only: the text also becomes part of a server's configuration. */
    private static final Pattern FORM =
            Pattern.compile("(?:\\[(?<six>[0-9A-Fa-f:.]+)]|(?<host>[A-Za-z0-9._-]+)):(?<port>[0-9]{1,5})");

    public static Optional<ListenAddress> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group("port"));
        if (port < 1 || port > 65535) {
            return Optional.empty();
        }
        var six = matcher.group("six");
        return Optional.of(new ListenAddress(six != null ? six : matcher.group("host"), port));
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
