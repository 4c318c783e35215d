package io.kingtask.broker.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits: one address, or a network such as {@code 10.0.0.0/8}. Nothing here asks a name server.
 *
 * @param bits how many of the first bits of {@code address} count
 */
public record AddressRange(InetAddress address, int bits) {

    static final String ALLOWED = "addresses and networks, such as 10.0.0.7, 10.0.0.0/8 or fd00::/8";

    /** No name has this form, so that none is ever looked up. */
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(?:%\\w+)?");

    /** An address in digits; nothing where it is anything else. */
    public static Optional<InetAddress> literal(String text) {
        if (text.length() > 60 || !LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    static Optional<AddressRange> parse(String text) {
        var slash = text.indexOf('/');
        var address = literal(slash < 0 ? text : text.substring(0, slash));
        return address.flatMap(first -> {
            int all = first.getAddress().length * 8;
            var given = slash < 0 ? String.valueOf(all) : text.substring(slash + 1);
            int bits = given.matches("[0-9]{1,3}") ? Integer.parseInt(given) : -1;
            return bits < 0 || bits > all ? Optional.empty() : Optional.of(new AddressRange(first, bits));
        });
    }

    public boolean contains(InetAddress other) {
        var mine = address.getAddress();
        var theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
