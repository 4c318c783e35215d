package io.kingtask.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One block of settings: a YAML file, or a block inside it, with the environment above it ({@code KINGTASK_} and the key in upper
 * case; only for keys of the top level; a value there is read as YAML, so lists and maps can be given in flow style).
 *
 * <p>A reader asks for each key it knows. A wrong value does not throw: it is noted, the default is answered, and
 * {@link #check} throws once with every problem, unknown keys included.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Settings {

    private Settings() {}

    /**
     * Reads a file.
     *
     * @throws SettingsException when the file cannot be read or is no YAML map
     */
    public static Settings read(Path file, Map<String, String> environment) {
        throw new UnsupportedOperationException("not built yet: " + file + environment);
    }

    /** Settings without a file: the environment alone. */
    public static Settings ofEnvironment(Map<String, String> environment) {
        throw new UnsupportedOperationException("not built yet: " + environment);
    }

    public Optional<String> text(String key) {
        throw new UnsupportedOperationException("not built yet: " + key);
    }

    public boolean flag(String key, boolean defaultValue) {
        throw new UnsupportedOperationException("not built yet: " + key + defaultValue);
    }

    public long number(String key, long defaultValue, long min, long max) {
        throw new UnsupportedOperationException("not built yet: " + key + defaultValue + min + max);
    }

    /** Seconds, fractions allowed. */
    public Duration seconds(String key, Duration defaultValue, Duration min, Duration max) {
        throw new UnsupportedOperationException("not built yet: " + key + defaultValue + min + max);
    }

    /** One of some words, such as {@code stderr, exit_code}. */
    public String oneOf(String key, String defaultValue, List<String> allowed) {
        throw new UnsupportedOperationException("not built yet: " + key + defaultValue + allowed);
    }

    /** A list of strings, or the keys of a map. */
    public List<String> texts(String key, List<String> defaultValue) {
        throw new UnsupportedOperationException("not built yet: " + key + defaultValue);
    }

    /** A map of strings; numbers and booleans are taken as they are written. */
    public Map<String, String> textMap(String key) {
        throw new UnsupportedOperationException("not built yet: " + key);
    }

    /** Whether the key is given at all, in the file or in the environment. */
    public boolean has(String key) {
        throw new UnsupportedOperationException("not built yet: " + key);
    }

    /** Whether the value of the key is a map, for keys that allow several forms. */
    public boolean isMap(String key) {
        throw new UnsupportedOperationException("not built yet: " + key);
    }

    /** A nested block. Its problems are reported by the {@link #check} of the outermost block. */
    public Optional<Settings> block(String key) {
        throw new UnsupportedOperationException("not built yet: " + key);
    }

    /** A list of nested blocks; none when the key is absent. */
    public List<Settings> blocks(String key) {
        throw new UnsupportedOperationException("not built yet: " + key);
    }

    /** Notes a problem that the reader itself found with a value, such as {@code bin_path} being no folder. */
    public void reject(String key, Object value, String allowed) {
        throw new UnsupportedOperationException("not built yet: " + key + value + allowed);
    }

    /**
     * To be called on the outermost block when all keys were asked for.
     *
     * @throws SettingsException when there was any problem: wrong values, and keys that nobody asked for
     */
    public void check() {
        throw new UnsupportedOperationException("not built yet");
    }
}
