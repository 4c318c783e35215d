package io.kingtask.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys of one block, with the environment above them; remembers which keys were asked for. */
final class Entries {

    private final Place place;
    private final Map<String, Given> given;
    private final Map<String, String> environment;
    private final Set<String> known = new LinkedHashSet<>();

    private Entries(Place place, Map<String, Given> given, Map<String, String> environment) {
        this.place = place;
        this.given = given;
        this.environment = environment;
    }

    /** @throws WrongValueException when the file cannot be read or is no YAML map */
    static Entries ofFile(Path file, Map<String, String> environment) {
        Place place = Place.ofFile(file);
        Map<String, Given> given = Yaml.parse(TextFile.read(file))
                .map(root -> new Given.InFile(place, root))
                .filter(root -> !root.isNothing())
                .map(Given::map)
                .orElse(Map.of());
        return new Entries(place, given, environment);
    }

    static Entries ofEnvironment(Map<String, String> environment) {
        return new Entries(new Place("configuration", "", Path.of("").toAbsolutePath()), Map.of(), environment);
    }

    /** @throws WrongValueException when the value is no map */
    static Entries ofBlock(Given block) {
        return new Entries(block.place(), block.map(), Map.of());
    }

    @Nullable Given find(String key) {
        known.add(key);
        Given inEnvironment = inEnvironment("KINGTASK_" + key.toUpperCase(Locale.ROOT));
        if (inEnvironment != null) {
            return inEnvironment;
        }
        Given inFile = given.get(key);
        return inFile == null || inFile.isNothing() ? null : inFile;
    }

    /** The variable, or what stands in the file that the variable of that name with {@code _FILE} names. */
    private @Nullable Given inEnvironment(String variable) {
        String value = environment.getOrDefault(variable, "");
        String file = environment.getOrDefault(variable + "_FILE", "");
        if (file.isEmpty()) {
            return value.isEmpty() ? null : new Given.InEnvironment(Place.ofEnvironment(variable), value);
        }
        Place place = Place.ofEnvironment(variable + "_FILE");
        if (!value.isEmpty()) {
            return new Given.Unreadable(place, "is given beside " + variable + "; allowed: one of the two");
        }
        try {
            return new Given.InEnvironment(
                    place, TextFile.read(place.folder().resolve(file)).strip());
        } catch (WrongValueException e) {
            return new Given.Unreadable(place, Quoted.value("", file) + " " + e.getMessage());
        } catch (InvalidPathException e) {
            return new Given.Unreadable(place, Quoted.value("", file) + " is not a path");
        }
    }

    /** Where the key is given, or would be. */
    Place placeOf(String key) {
        Given found = find(key);
        return found == null ? place.key(key) : found.place();
    }

    Set<String> knownKeys() {
        return Set.copyOf(known);
    }

    /** A sentence for each key that nobody asked for. */
    List<String> unknownKeys() {
        return given.keySet().stream()
                .filter(key -> !known.contains(key))
                .map(key -> place.key(Quoted.plain(key)).sentence("is not a key; " + hint(key)))
                .toList();
    }

    private String hint(String key) {
        return NearestKey.to(key, known)
                .map(near -> "did you mean " + near + "?")
                .orElse("known keys: " + String.join(", ", known));
    }
}
