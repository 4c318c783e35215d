package io.kingtask.worker.config;

import io.kingtask.client.Word;
import io.kingtask.settings.Settings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads {@code run_as}, {@code limits}, {@code isolation} and {@code sha256}. Whether this machine has what they need is seen at the start. */
record ConfinementReader(Settings settings) {

    private static final Pattern USER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}\\$?|[0-9]{1,9}:[0-9]{1,9}");
    private static final Pattern ROOT = Pattern.compile("root|0+:[0-9]+");
    private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");

    Confinement read() {
        return new Confinement(runAs(), limits(), isolation());
    }

    /** SHA-256 by the executables' names. */
    Map<String, String> pins() {
        var pins = new HashMap<String, String>();
        settings.textMap("sha256").forEach((name, digest) -> {
            if (!Names.isValid(name)) {
                settings.reject("sha256", name, "names of executables: " + Names.RULE);
            } else if (!SHA256.matcher(digest).matches()) {
                settings.reject("sha256", name + ": " + digest, "64 hexadecimal digits for each executable");
            }
            pins.put(name, digest.toLowerCase(Locale.ROOT));
        });
        return Map.copyOf(pins);
    }

    private Optional<String> runAs() {
        var user = settings.text("run_as");
        if (user.isPresent()
                && (!USER.matcher(user.get()).matches()
                        || ROOT.matcher(user.get()).matches())) {
            settings.reject("run_as", user.get(), "the name of a user, or UID:GID; not root");
        }
        return user;
    }

    private Isolation isolation() {
        var words = Arrays.stream(Isolation.values()).map(Word::word).toList();
        var word = settings.oneOf("isolation", Isolation.NONE.word(), words);
        return Word.find(Isolation.class, word).orElse(Isolation.NONE);
    }

    private Limits limits() {
        return settings.block("limits")
                .map(block -> new Limits(
                        limit(block, "cpu_seconds", 1, Integer.MAX_VALUE),
                        limit(block, "address_space", 1 << 20, Long.MAX_VALUE),
                        limit(block, "open_files", 8, Integer.MAX_VALUE),
                        limit(block, "processes", 1, Integer.MAX_VALUE),
                        limit(block, "file_size", 0, Long.MAX_VALUE)))
                .orElse(Limits.NONE);
    }

    private static OptionalLong limit(Settings block, String key, long min, long max) {
        long number = block.number(key, min, min, max);
        return block.has(key) ? OptionalLong.of(number) : OptionalLong.empty();
    }
}
