package io.kingtask.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the help of each command says. */
class HelpTest {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasExamplesThatCanBeParsed(String name) {
        var help = Run.of(Map.of(), name, "--help").out();
        var examples = help.lines()
                .dropWhile(line -> !line.equals("Examples:"))
                .skip(1)
                .toList();
        assertFalse(examples.isEmpty(), help);
        for (var example : examples) {
            var command = example.strip().replaceFirst("^source <\\((.*?)\\).*", "$1");
            assertTrue(command.startsWith("kingtask " + name), example);
            var words = WORD.matcher(command)
                    .results()
                    .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                    .skip(1)
                    .toArray(String[]::new);
            assertDoesNotThrow(() -> line().parseArgs(words), example);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandAndEveryOneBelowItHasHelp(String name) {
        var subcommands = Objects.requireNonNull(line().getSubcommands().get(name))
                .getSubcommands()
                .keySet();
        for (var below : subcommands) {
            var run = Run.of(Map.of(), name, below, "--help");
            assertTrue(run.out().contains("kingtask " + name + " " + below), run.out() + run.err());
        }
        Run.of(Map.of(), name, "--help").out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    static Stream<String> commands() {
        return line().getSubcommands().keySet().stream().filter(name -> !name.equals("help"));
    }

    private static CommandLine line() {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        var terminal = new Terminal(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, "", 80);
        return Kingtask.commandLine(terminal, Map.of());
    }
}
