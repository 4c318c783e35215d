package io.kingtask.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One block of settings: a YAML file, or a block inside it, with the environment above it ({@code KINGTASK_} and the key in upper
 * case, or the same with {@code _FILE}, which names a file that holds the value; only for keys of the top level; a single value there is
 * taken to the letter, lists and maps are YAML in flow style, and an empty variable counts as none).
 *
 * <p>A reader asks for each key it knows. A wrong value does not throw: it is noted, the default is answered, and
 * {@link #check} throws once with every problem, unknown keys included. A key without a value counts as not given.
 */
public final class Settings {

    private final Entries entries;
    private final Set<String> problems;
    private final Map<String, Settings> blocks = new LinkedHashMap<>();

    private Settings(Entries entries, Set<String> problems) {
        this.entries = entries;
        this.problems = problems;
    }

    /**
     * Reads a file.
     *
     * @throws SettingsException when the file cannot be read or is no YAML map
     */
    public static Settings read(Path file, Map<String, String> environment) {
        try {
            return new Settings(Entries.ofFile(file, environment), new LinkedHashSet<>());
        } catch (WrongValueException e) {
            throw new SettingsException(List.of(file + ": " + e.getMessage()));
        }
    }

    /** Settings without a file: the environment alone. */
    public static Settings ofEnvironment(Map<String, String> environment) {
        return new Settings(Entries.ofEnvironment(environment), new LinkedHashSet<>());
    }

    public Optional<String> text(String key) {
        return value(key, Given::text);
    }

    /**
     * A path, made absolute: one in a file is relative to that file's folder, one in the environment to the current folder. Whether it
     * exists is not looked at.
     */
    public Optional<Path> path(String key) {
        return value(key, given -> {
            try {
                return given.place().folder().resolve(given.text()).normalize();
            } catch (InvalidPathException e) {
                throw new WrongValueException(Quoted.value(key, given.text()) + " is not a path");
            }
        });
    }

    /** A secret: the value of the key, or else the text of the file that {@code KEY_file} names, without the blanks around it. */
    public Optional<String> secret(String key) {
        Optional<String> text = text(key);
        Optional<Path> file = path(key + "_file");
        if (text.isPresent() && file.isPresent()) {
            reject(key + "_file", file.get(), "either " + key + " or " + key + "_file");
            return Optional.empty();
        }
        return text.isPresent() ? text : file.flatMap(path -> contents(key + "_file", path));
    }

    private Optional<String> contents(String key, Path file) {
        try {
            return Optional.of(TextFile.read(file).strip());
        } catch (WrongValueException e) {
            problems.add(entries.placeOf(key).sentence(Quoted.value(key, file.toString()) + " " + e.getMessage()));
            return Optional.empty();
        }
    }

    /** As {@link #path}, and it is an existing folder that can be read. */
    public Optional<Path> folder(String key) {
        Optional<Path> path = path(key);
        if (path.isPresent() && !(Files.isDirectory(path.get()) && Files.isReadable(path.get()))) {
            reject(key, path.get(), "an existing folder that this user can read");
            return Optional.empty();
        }
        return path;
    }

    public boolean flag(String key, boolean defaultValue) {
        return scalar(key, Scalars::flag).orElse(defaultValue);
    }

    public long number(String key, long defaultValue, long min, long max) {
        return scalar(key, text -> Scalars.number(text, min, max)).orElse(defaultValue);
    }

    /** Seconds, fractions allowed. */
    public Duration seconds(String key, Duration defaultValue, Duration min, Duration max) {
        return scalar(key, text -> Scalars.seconds(text, min, max)).orElse(defaultValue);
    }

    /** One of some words, such as {@code stderr, exit_code}. */
    public String oneOf(String key, String defaultValue, List<String> allowed) {
        Function<String, String> reading = text -> {
            if (allowed.contains(text)) {
                return text;
            }
            throw new WrongValueException("is not allowed; allowed: " + String.join(", ", allowed));
        };
        return scalar(key, reading).orElse(defaultValue);
    }

    /** A list of strings, or the keys of a map; a single string is a list of one, and in the environment commas part the items. */
    public List<String> texts(String key, List<String> defaultValue) {
        return value(key, Given::texts).orElse(defaultValue);
    }

    /** A map of strings; numbers and booleans are taken as they are written. */
    public Map<String, String> textMap(String key) {
        return value(key, given -> {
                    Map<String, String> texts = new LinkedHashMap<>();
                    given.map().forEach((name, item) -> texts.put(name, item.text()));
                    return texts;
                })
                .orElse(Map.of());
    }

    /** Whether the key is given at all, in the file or in the environment. */
    public boolean has(String key) {
        return entries.find(key) != null;
    }

    /** Whether the value of the key is a map, for keys that allow several forms. */
    public boolean isMap(String key) {
        return value(key, Given::isMap).orElse(false);
    }

    /** A nested block. Its problems are reported by the {@link #check} of the outermost block. */
    public Optional<Settings> block(String key) {
        return Optional.ofNullable(entries.find(key)).flatMap(given -> block(key, given));
    }

    /** A list of nested blocks; none when the key is absent. */
    public List<Settings> blocks(String key) {
        List<Given> items = value(key, Given::list).orElse(List.of());
        return IntStream.range(0, items.size())
                .mapToObj(i -> block(key + "[" + i + "]", items.get(i)))
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Notes a problem that the reader itself found with a value, such as {@code bin_path} being no folder; with a key that is not given
     * and an empty value the sentence says that it is missing.
     */
    public void reject(String key, Object value, String allowed) {
        String text = value.toString();
        String what = text.isEmpty() && !has(key) ? "is missing" : Quoted.value(key, text) + " is not allowed";
        problems.add(entries.placeOf(key).sentence(what + "; allowed: " + allowed));
    }

    /**
     * To be called on the outermost block when all keys were asked for.
     *
     * @throws SettingsException when there was any problem: wrong values, and keys that nobody asked for
     */
    public void check() {
        noteUnknownKeys();
        if (!problems.isEmpty()) {
            throw new SettingsException(List.copyOf(problems));
        }
    }

    /** The keys that were asked for. */
    Set<String> knownKeys() {
        return entries.knownKeys();
    }

    private void noteUnknownKeys() {
        problems.addAll(entries.unknownKeys());
        blocks.values().forEach(Settings::noteUnknownKeys);
    }

    private Optional<Settings> block(String name, Given given) {
        return reading(
                given, block -> blocks.computeIfAbsent(name, k -> new Settings(Entries.ofBlock(block), problems)));
    }

    private <T> Optional<T> scalar(String key, Function<String, T> reading) {
        return value(key, given -> {
            String text = given.text();
            try {
                return reading.apply(text.strip());
            } catch (WrongValueException e) {
                throw new WrongValueException(Quoted.value(key, text) + " " + e.getMessage());
            }
        });
    }

    private <T> Optional<T> value(String key, Function<Given, T> reading) {
        return Optional.ofNullable(entries.find(key)).flatMap(given -> reading(given, reading));
    }

    private <T> Optional<T> reading(Given given, Function<Given, T> reading) {
        try {
            return Optional.of(reading.apply(given));
        } catch (WrongValueException e) {
            problems.add(given.place().sentence(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }
}
