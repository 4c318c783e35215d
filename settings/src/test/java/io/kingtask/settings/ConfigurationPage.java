package io.kingtask.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The part of docs/configuration.md about one file. A key's name, default and meaning are said once, in the sample file in
 * server-config; what is allowed is asked of the program that reads it, and so is whether names and defaults are true.
 *
 * @param file name of the sample file
 * @param required what must be given, with a value that is right
 * @param reader makes a configuration of settings
 */
public record ConfigurationPage(String file, Map<String, String> required, Function<Settings, Object> reader) {

    private static final Path SAMPLES = Path.of("../server-config/src/main/distribution/etc");
    private static final Path PAGE = Path.of("../docs/configuration.md");
    private static final Pattern ALLOWED =
            Pattern.compile(".*(?:; allowed: (?<values>.*)|where (?<form>.*) (?:is|are) expected)");
    private static final String NONSENSE = "?!";

    /** Fails when the sample does not say the truth, or the page does not say what the sample says. */
    public void check() throws IOException {
        var keys = SampleKey.all(Files.readAllLines(SAMPLES.resolve(file)));
        var names = keys.stream().map(SampleKey::name).collect(Collectors.toCollection(LinkedHashSet::new));
        assertEquals(knownKeys(), Set.copyOf(names), "the keys that are read, and those that etc/" + file + " shows");
        keys.stream().filter(key -> key.isDefault() && !isRequired(key)).forEach(this::checkDefault);
        var page = Files.readString(PAGE);
        var text = page.replaceFirst("(?s)" + Pattern.quote(start()) + ".*?(?=<!-- end -->)", "%PART%")
                .replace("%PART%", start() + "\n" + part(keys));
        if (Boolean.getBoolean("kingtask.write")) {
            Files.writeString(PAGE, text);
        }
        assertTrue(page.contains(start()), () -> PAGE + " should have: " + start());
        assertEquals(text, Files.readString(PAGE), "docs/configuration.md is stale; -Dkingtask.write writes it");
    }

    private String start() {
        return "<!-- of etc/" + file + ", by ConfigurationPageTest -->";
    }

    private String part(List<SampleKey> keys) {
        var text = new StringBuilder("\n| key | default | allowed | meaning |\n|---|---|---|---|\n");
        for (var key : keys) {
            text.append("| `%s` | %s | %s | %s |%n"
                    .formatted(key.name(), shownDefault(key), cell(allowed(key)), cell(key.meaning())));
        }
        for (var key : keys) {
            if (!key.block().isEmpty()) {
                var lines = String.join("\n", key.block());
                text.append("%n`%s` written out:%n%n```yaml%n%s:%n%s%n```%n".formatted(key.name(), key.name(), lines));
            }
        }
        return text.append('\n').toString();
    }

    private String shownDefault(SampleKey key) {
        if (isRequired(key)) {
            return "required";
        }
        return key.isDefault() && !key.value().isEmpty() ? "`" + key.value() + "`" : "none";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private void checkDefault(SampleKey key) {
        assertEquals(
                read(Map.of()),
                read(Map.of(key.variable(), key.value())),
                () -> key.name() + ": " + key.value()
                        + " is not the default; an example is to be marked: # for example");
    }

    private boolean isRequired(SampleKey key) {
        return required.containsKey(key.variable());
    }

    /** What the program says is allowed when it is given nonsense. */
    private String allowed(SampleKey key) {
        var problems = problems(Map.of(key.variable(), NONSENSE));
        if (problems.isEmpty()) {
            return "text";
        }
        var matcher = ALLOWED.matcher(problems.get(0));
        assertTrue(matcher.matches(), problems.get(0));
        if (matcher.group("form") != null) {
            return matcher.group("form");
        }
        return (problems.get(0).contains("number of seconds") ? "seconds, " : "") + matcher.group("values");
    }

    private List<String> problems(Map<String, String> environment) {
        var settings = settings(environment);
        try {
            assertNotNull(reader.apply(settings));
            settings.check();
            return List.of();
        } catch (SettingsException e) {
            return e.problems();
        }
    }

    private Object read(Map<String, String> environment) {
        var settings = settings(environment);
        var config = reader.apply(settings);
        settings.check();
        return config;
    }

    private Set<String> knownKeys() {
        var settings = settings(Map.of());
        assertNotNull(reader.apply(settings));
        return settings.knownKeys();
    }

    private Settings settings(Map<String, String> environment) {
        var all = new HashMap<>(required);
        all.putAll(environment);
        return Settings.ofEnvironment(all);
    }
}
