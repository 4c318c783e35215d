package io.kingtask.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsIT {

    @TempDir
    Path folder;

    @Test
    void readsTheFirstFormWithBlanksBeforeTheColon() {
        Settings settings =
                read("#broker地址\naddr : 0.0.0.0:9595\nredis : 127.0.0.1:6379\nlog_level: debug\nperiod : 1\n");
        assertEquals(Optional.of("0.0.0.0:9595"), settings.text("addr"));
        assertEquals(Optional.of("127.0.0.1:6379"), settings.text("redis"));
        assertEquals("debug", settings.oneOf("log_level", "info", Logging.LEVELS));
        assertEquals(Duration.ofSeconds(1), seconds(settings, "period"));
        settings.check();
    }

    @Test
    void anEmptyFileAndKeysWithoutValuesMeanDefaults() {
        for (String text : List.of("", "# nothing\n", "---\n", "lease:\n", "lease: ~\n", "lease: null\n")) {
            Settings settings = read(text);
            assertFalse(settings.has("lease"), text);
            assertEquals(7, settings.number("lease", 7, 1, 9), text);
            settings.check();
        }
    }

    @Test
    void textIsTakenAsItIsWritten() {
        Settings settings = read("a: 0123\nb: 1_000\nc: true\nd: \"two words\"\ne: 1e3\nf: 2026-11-22\n");
        assertEquals("0123", settings.text("a").orElseThrow());
        assertEquals("1_000", settings.text("b").orElseThrow());
        assertEquals("true", settings.text("c").orElseThrow());
        assertEquals("two words", settings.text("d").orElseThrow());
        assertEquals("1e3", settings.text("e").orElseThrow());
        assertEquals("2026-11-22", settings.text("f").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"15,15000", "0.5,500", "1.25,1250", "3600,3600000", "'\"2\"',2000"})
    void secondsMayBeFractions(String written, long millis) {
        assertEquals(Duration.ofMillis(millis), seconds(read("lease: " + written), "lease"));
    }

    @ParameterizedTest
    @CsvSource({
        "abc, '\"abc\" is not a number of seconds'",
        "1s, '\"1s\" is not a number of seconds'",
        "0, '\"0\" is out of range'",
        "-1, '\"-1\" is out of range'",
        "3600.1, '\"3600.1\" is out of range'",
        "1e9, '\"1e9\" is not a number of seconds'",
        "9999999999999999999, '\"9999999999999999999\" is not a number of seconds'",
        ".inf, '\".inf\" is not a number of seconds'",
        "[1], 'a list is given where a single value is expected'",
        "{a: 1}, 'a map is given where a single value is expected'"
    })
    void wrongSecondsAreNamed(String written, String what) {
        String allowed = what.startsWith("\"") ? "; allowed: 0.1 to 3600, fractions too" : "";
        assertProblems("lease: " + written, s -> seconds(s, "lease"), "lease: " + what + allowed);
    }

    @ParameterizedTest
    @CsvSource({"1.5,is not a whole number", "many,is not a whole number", "11,is out of range", "-1,is out of range"})
    void wrongNumbersAreNamed(String written, String what) {
        assertProblems(
                "slots: " + written,
                s -> s.number("slots", 1, 0, 10),
                "slots: \"" + written + "\" " + what + "; allowed: 0 to 10");
    }

    @Test
    void wrongWordsAndFlagsAreNamed() {
        assertProblems(
                "auth: maybe\nopen: yes\n",
                s -> {
                    s.oneOf("auth", "token", List.of("token", "off"));
                    s.flag("open", false);
                },
                "auth: \"maybe\" is not allowed; allowed: token, off",
                "open: \"yes\" is neither yes nor no; allowed: true, false");
        assertTrue(read("open: true").flag("open", false));
    }

    @Test
    void everyProblemIsReportedAtOnceAndUnknownKeysWithTheNearestOne() {
        assertProblems(
                "lease: x\nlaese: 3\nbin-path: /x\nzzzzzzzz: 1\n",
                s -> {
                    seconds(s, "lease");
                    assertTrue(s.text("bin_path").isEmpty());
                    s.reject("bin_path", "", "a folder");
                },
                "lease: \"x\" is not a number of seconds; allowed: 0.1 to 3600, fractions too",
                "bin_path: is missing; allowed: a folder",
                "laese: is not a key; did you mean lease?",
                "bin-path: is not a key; did you mean bin_path?",
                "zzzzzzzz: is not a key; known keys: lease, bin_path");
    }

    @Test
    void listsAreListsOrTheKeysOfMaps() {
        Settings settings = read("a: [x, y]\nb: {x: 3, y: 1}\nc: x\nd:\n  - 1\n  - two\n");
        assertEquals(List.of("x", "y"), settings.texts("a", List.of()));
        assertEquals(List.of("x", "y"), settings.texts("b", List.of()));
        assertEquals(List.of("x"), settings.texts("c", List.of()));
        assertEquals(List.of("1", "two"), settings.texts("d", List.of()));
        assertTrue(settings.isMap("b"));
        assertFalse(settings.isMap("a"));
        assertEquals(Map.of("x", "3", "y", "1"), settings.textMap("b"));
        assertEquals(List.of("z"), settings.texts("e", List.of("z")));
        settings.check();
    }

    @Test
    void blocksReportTheirProblemsThroughTheOutermost() {
        String text = "embedded_worker:\n  lease: x\n  lose: 1\ntokens:\n  - {name: a, role: king}\n  - wrong\n";
        assertProblems(
                text,
                s -> {
                    seconds(s.block("embedded_worker").orElseThrow(), "lease");
                    List<Settings> tokens = s.blocks("tokens");
                    tokens.forEach(token -> {
                        assertEquals("a", token.text("name").orElseThrow());
                        token.oneOf("role", "reader", List.of("reader", "admin"));
                    });
                },
                "embedded_worker.lease: \"x\" is not a number of seconds; allowed: 0.1 to 3600, fractions too",
                "tokens[1]: a single value is given where keys with values are expected",
                "tokens[0].role: \"king\" is not allowed; allowed: reader, admin",
                "embedded_worker.lose: is not a key; did you mean lease?");
    }

    @Test
    void secretsStayOutOfSentences() {
        assertProblems(
                "redis: redis://me:pa/ss@word@h:1/x?sentinel_password=no&tls=1\ntoken: abc\n",
                s -> {
                    s.reject("redis", s.text("redis").orElseThrow(), "host:port");
                    s.reject("token", s.text("token").orElseThrow(), "32 letters");
                },
                "redis: \"redis://***@h:1/x?sentinel_password=***&tls=1\" is not allowed; allowed: host:port",
                "token: the value, which is a secret, is not allowed; allowed: 32 letters");
    }

    @ParameterizedTest
    @CsvSource({
        "'lease:\t15', 'line 1, column 7: found character'",
        "'a: 1\n\tb: 2', 'line 2, column 1: '",
        "'a: [1, 2', 'line 1, column '",
        "'a: \"x', 'line 1, column '",
        "'a: 1\na: 2', 'has the key \"a\" twice, the second time in line 2'",
        "'- a', 'a list is given where keys with values are expected'",
        "'word', 'a single value is given where keys with values are expected'",
        "'[a]: b', 'has a key that is no single word'",
        "'a: 1\n---\nb: 2', 'line 2, column 1: '"
    })
    void brokenTextIsRefusedWithItsPlace(String text, String what) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.yaml"), text);
        SettingsException e = assertThrows(SettingsException.class, () -> Settings.read(file, Map.of()));
        assertEquals(1, e.problems().size());
        assertTrue(
                e.problems().get(0).startsWith(file + ": " + what), e.problems().get(0));
    }

    @Test
    void hostileFilesAreRefused() throws IOException {
        Path file = folder.resolve("hostile.yaml");
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff});
        assertReadFails(file, "is not UTF-8 text");
        Files.writeString(file, "a: " + "x".repeat(TextFile.MAX_BYTES));
        assertReadFails(file, "is longer than");
        Files.writeString(file, "a: " + "[".repeat(100_000));
        assertReadFails(file, "is nested too deeply");
        assertReadFails(folder.resolve("none.yaml"), "there is no such file");
        assertReadFails(folder, "cannot be read");
        Files.writeString(file, "a: !!javax.script.ScriptEngineManager [x]\n");
        assertEquals(List.of("x"), Settings.read(file, Map.of()).texts("a", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lease: 20", "lease: wrong", ""})
    void theEnvironmentWinsOverTheFile(String text) {
        Settings settings = read(text, Map.of("KINGTASK_LEASE", "7.5", "KINGTASK_OTHER", "x"));
        assertEquals(Duration.ofMillis(7500), seconds(settings, "lease"));
        settings.check();
    }

    @Test
    void anEmptyVariableCountsAsNone() {
        assertEquals("file", read("a: file", Map.of("KINGTASK_A", "")).text("a").orElseThrow());
    }

    @Test
    void singleValuesOfTheEnvironmentAreTakenToTheLetter() {
        Map<String, String> environment = Map.of(
                "KINGTASK_REDIS",
                "redis://u:a #b@h:1",
                "KINGTASK_QUEUES",
                "high, low",
                "KINGTASK_MORE",
                "[x, y]",
                "KINGTASK_WEIGHTS",
                "{high: 3}");
        Settings settings = Settings.ofEnvironment(environment);
        assertEquals("redis://u:a #b@h:1", settings.text("redis").orElseThrow());
        assertEquals(List.of("high", "low"), settings.texts("queues", List.of()));
        assertEquals(List.of("x", "y"), settings.texts("more", List.of()));
        assertEquals(Map.of("high", "3"), settings.textMap("weights"));
        assertFalse(settings.isMap("queues"));
        assertTrue(settings.isMap("weights"));
    }

    @Test
    void aVariableMayNameAFileThatHoldsTheValue() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "[{name: ci, token: hush}]\n");
        Settings settings = read("tokens: []\n", Map.of("KINGTASK_TOKENS_FILE", secret.toString()));
        assertEquals("hush", settings.blocks("tokens").get(0).text("token").orElseThrow());
    }

    @Test
    void aFileThatCannotBeReadOrIsGivenBesideTheValueIsAProblem() {
        Settings settings = Settings.ofEnvironment(
                Map.of("KINGTASK_A_FILE", "/nowhere", "KINGTASK_B_FILE", "/nowhere", "KINGTASK_B", "hush"));
        assertEquals(Optional.empty(), settings.text("a"));
        assertEquals(Optional.empty(), settings.text("b"));
        SettingsException e = assertThrows(SettingsException.class, settings::check);
        assertEquals(
                List.of(
                        "environment KINGTASK_A_FILE: \"/nowhere\" cannot be read: there is no such file",
                        "environment KINGTASK_B_FILE: is given beside KINGTASK_B; allowed: one of the two"),
                e.problems());
    }

    @Test
    void aSecretIsTheValueOrStandsInAFile() throws IOException {
        Files.writeString(folder.resolve("s"), "  hush\n");
        Settings settings =
                read("token_file: s\npassword: open\nsecret: a\nsecret_file: s\nclient_secret_file: none\n");
        assertEquals(Optional.of("hush"), settings.secret("token"));
        assertEquals(Optional.of("open"), settings.secret("password"));
        assertEquals(Optional.empty(), settings.secret("secret"));
        assertEquals(Optional.empty(), settings.secret("client_secret"));
        SettingsException e = assertThrows(SettingsException.class, settings::check);
        assertEquals(2, e.problems().size(), e.problems().toString());
        assertTrue(
                e.problems().get(0).contains("either secret or secret_file"),
                e.problems().get(0));
        assertTrue(
                e.problems().get(1).contains("there is no such file"),
                e.problems().get(1));
    }

    @Test
    void problemsOfTheEnvironmentNameTheVariable() {
        Settings settings = Settings.ofEnvironment(Map.of("KINGTASK_LEASE", "x", "KINGTASK_BLOCK", "{lease: y}"));
        seconds(settings, "lease");
        seconds(settings.block("block").orElseThrow(), "lease");
        SettingsException e = assertThrows(SettingsException.class, settings::check);
        String tail = " is not a number of seconds; allowed: 0.1 to 3600, fractions too";
        assertEquals(
                List.of("environment KINGTASK_LEASE: \"x\"" + tail, "environment KINGTASK_BLOCK: lease: \"y\"" + tail),
                e.problems());
    }

    @Test
    void pathsAreRelativeToTheFileThatNamesThem() throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        Files.createDirectories(folder.resolve("examples"));
        Path file = Files.writeString(
                folder.resolve("etc/w.yaml"), "bin_path: ../examples\nlog_path: /var/log/x\nbad: none\n");
        Settings settings = Settings.read(file, Map.of());
        assertEquals(Optional.of(folder.resolve("examples")), settings.folder("bin_path"));
        assertEquals(Optional.of(Path.of("/var/log/x")), settings.path("log_path"));
        assertEquals(Optional.empty(), settings.folder("bad"));
        SettingsException e = assertThrows(SettingsException.class, settings::check);
        assertEquals(
                List.of(file + ": bad: \"" + folder.resolve("etc/none")
                        + "\" is not allowed; allowed: an existing folder that this user can read"),
                e.problems());
        assertEquals(
                Optional.of(Path.of("x").toAbsolutePath()),
                Settings.ofEnvironment(Map.of("KINGTASK_BIN_PATH", "x")).path("bin_path"));
    }

    private static Duration seconds(Settings settings, String key) {
        return settings.seconds(key, Duration.ofSeconds(15), Duration.ofMillis(100), Duration.ofHours(1));
    }

    private Settings read(String text) {
        return read(text, Map.of());
    }

    private Settings read(String text, Map<String, String> environment) {
        try {
            return Settings.read(
                    Files.write(folder.resolve("a.yaml"), text.getBytes(StandardCharsets.UTF_8)), environment);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void assertProblems(String text, Consumer<Settings> reader, String... problems) {
        Settings settings = read(text);
        reader.accept(settings);
        SettingsException e = assertThrows(SettingsException.class, settings::check);
        String prefix = folder.resolve("a.yaml") + ": ";
        assertEquals(List.of(problems).stream().map(p -> prefix + p).toList(), e.problems());
    }

    private static void assertReadFails(Path file, String what) {
        SettingsException e = assertThrows(SettingsException.class, () -> Settings.read(file, Map.of()));
        assertTrue(e.problems().get(0).contains(what), e.problems().get(0));
    }
}
