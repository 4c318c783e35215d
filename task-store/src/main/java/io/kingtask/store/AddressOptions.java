package io.kingtask.store;

import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link RedisAddress} behind the question mark: {@code tls=true&sentinel_password=…}.
 *
 * @param tls whether to speak TLS
 * @param sentinelUser null: the Sentinels' default user
 * @param sentinelPassword what the Sentinels themselves ask for; null: nothing
 */
public record AddressOptions(
        boolean tls,
        @Nullable String sentinelUser,
        @Nullable String sentinelPassword) {

    /** @throws IllegalArgumentException when they are not options of this scheme; the message holds no password */
    static AddressOptions parse(String scheme, String query) {
        boolean tls = scheme.equals("rediss");
        String user = null;
        String password = null;
        for (var option : query.isEmpty() ? new String[] {} : query.split("&", -1)) {
            int equals = option.indexOf('=');
            var name = equals < 0 ? "" : option.substring(0, equals);
            var value = RedisAddress.decode(option.substring(equals + 1));
            if (name.equals("tls")) {
                tls = tls(scheme, value);
            } else if (name.equals("sentinel_user") && scheme.equals("sentinel") && !value.isEmpty()) {
                user = value;
            } else if (name.equals("sentinel_password") && scheme.equals("sentinel") && !value.isEmpty()) {
                password = value;
            } else {
                throw unknown(scheme);
            }
        }
        if (user != null && password == null) {
            throw new IllegalArgumentException("has a sentinel_user without a sentinel_password");
        }
        return new AddressOptions(tls, user, password);
    }

    private static boolean tls(String scheme, String value) {
        if (!value.equals("true") && !value.equals("false")) {
            throw unknown(scheme);
        }
        boolean tls = value.equals("true");
        if (!tls && scheme.equals("rediss")) {
            throw new IllegalArgumentException(
                    "says rediss://, which means TLS, and tls=false; use redis:// without TLS");
        }
        return tls;
    }

    private static IllegalArgumentException unknown(String scheme) {
        return new IllegalArgumentException("has an unknown parameter behind '?'; allowed: tls=true, tls=false"
                + (scheme.equals("sentinel") ? ", sentinel_password=…, sentinel_user=…" : ""));
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return "tls=" + tls;
    }
}
