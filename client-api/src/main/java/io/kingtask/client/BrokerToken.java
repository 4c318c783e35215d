package io.kingtask.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds the token that a client shows to its broker. A token is never part of a message. */
public final class BrokerToken {

    /** The environment variable that may hold the token. */
    public static final String VARIABLE = "KINGTASK_TOKEN";

    private BrokerToken() {}

    /**
     * The token of the environment variable, else the one that a broker on this machine left in {@code ~/.kingtask/token};
     * empty when there is neither.
     */
    public static Optional<String> discover() {
        return discover(System.getenv(), System.getProperty("user.home", ""));
    }

    /** The variable HOME goes before what Java takes for the home folder; the broker does the same. */
    static Optional<String> discover(Map<String, String> environment, String userHome) {
        var variable = environment.get(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return Optional.of(checked(variable.strip(), "The environment variable " + VARIABLE));
        }
        var home = environment.getOrDefault("HOME", "");
        var file = Path.of(home.startsWith("/") ? home : userHome, ".kingtask", "token");
        try {
            return Files.isReadable(file) ? Optional.of(read(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The first line of a file.
     *
     * @throws IOException if it cannot be read or its first line is empty
     */
    public static String read(Path file) throws IOException {
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            var line = reader.readLine();
            if (line == null || line.isBlank()) {
                throw new IOException("The first line of " + file + " is empty; it should be a token.");
            }
            return checked(line.strip(), "The first line of " + file);
        }
    }

    /** Refuses what cannot stand in a header, without saying what it was. */
    static String checked(String token, String source) {
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException(source + " is no token: only visible ASCII characters are allowed.");
        }
        return token;
    }
}
