package io.kingtask.broker.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that a request may give for this broker in its header {@code Host}. A page of another site can have its own name lead here,
 * and would then be of the same origin for the browser; but its name is none of these. {@code localhost} and addresses always pass, for
 * nobody can lead them elsewhere.
 *
 * @param names in lower case; {@code *.NAME} stands for all names below it, {@code *} for all
 */
public record HostNames(Set<String> names) {

    static final String ALLOWED = "names without a port, *.NAME for all names below it, or * for every name";

    private static final Pattern FORM = Pattern.compile("\\*|(?:\\*\\.)?[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252})");
    private static final Pattern HEADER =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+(?:%\\w+)?]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?");
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    public HostNames {
        names = Set.copyOf(names);
    }

    static boolean isAllowed(String name) {
        return FORM.matcher(name).matches();
    }

    static HostNames of(Collection<String> names) {
        var all = new HashSet<String>();
        names.forEach(name -> all.add(plain(name)));
        return new HostNames(all);
    }

    /** The host that is listened on, and this machine's name, whole and without its domain. */
    static HostNames ofMachine(String listenedOn) {
        var machine = machine();
        return of(Arrays.asList(listenedOn, machine, machine.replaceFirst("\\..*", "")));
    }

    /** Whether a request with this header is meant for this broker. */
    public boolean allow(String header) {
        var matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            return false;
        }
        var host = plain(matcher.group(1));
        return host.equals("localhost")
                || ADDRESS.matcher(host).matches()
                || names.contains(host)
                || names.contains("*")
                || isBelowOne(host);
    }

    private boolean isBelowOne(String host) {
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            if (names.contains("*" + host.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
