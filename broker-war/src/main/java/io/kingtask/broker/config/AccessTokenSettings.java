package io.kingtask.broker.config;

import io.kingtask.client.Word;
import io.kingtask.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the key {@code tokens}: a list of {@code {name, role, token}}, with {@code token_file} or {@code token_sha256} in place of the token. */
final class AccessTokenSettings {

    /** What fits into the header Authorization. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,1024}");

    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}._@-]{1,64}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final List<String> ROLES =
            Arrays.stream(Role.values()).map(Role::word).toList();

    private AccessTokenSettings() {}

    static List<AccessToken> read(Settings settings) {
        var tokens = new ArrayList<AccessToken>();
        var names = new HashSet<String>();
        for (var block : settings.blocks("tokens")) {
            readOne(block, names).ifPresent(tokens::add);
        }
        return tokens;
    }

    private static Optional<AccessToken> readOne(Settings block, Set<String> names) {
        var name = block.text("name").orElse("");
        if (!NAME.matcher(name).matches()) {
            block.reject("name", name, "1 to 64 letters, digits and . _ @ -");
        } else if (!names.add(name)) {
            block.reject("name", name, "a name that no other token has");
        }
        if (!block.has("role")) {
            block.reject("role", "nothing", "one of " + String.join(", ", ROLES));
        }
        var role = Word.find(Role.class, block.oneOf("role", Role.READER.word(), ROLES))
                .orElse(Role.READER);
        return readToken(block, name, role);
    }

    /** The messages never hold a token, not even a wrong one. */
    private static Optional<AccessToken> readToken(Settings block, String name, Role role) {
        var token = block.secret("token");
        var hex = block.text("token_sha256").map(text -> text.toLowerCase(Locale.ROOT));
        if (token.isEmpty() && block.has("token_file")) {
            return Optional.empty(); // what is wrong with the file is noted
        }
        if (token.isPresent() == hex.isPresent()) {
            block.reject("token", token.isPresent() ? "both" : "nothing", "one of token, token_file and token_sha256");
            return Optional.empty();
        }
        if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
            block.reject("token", "(not shown)", "1 to 1024 visible ASCII characters, no blanks");
            return Optional.empty();
        }
        if (hex.isPresent() && !SHA256.matcher(hex.get()).matches()) {
            block.reject("token_sha256", "(not shown)", "64 hexadecimal digits");
            return Optional.empty();
        }
        return token.map(text -> AccessToken.of(name, role, text))
                .or(() -> hex.map(digits ->
                        AccessToken.ofDigest(name, role, HexFormat.of().parseHex(digits))));
    }
}
