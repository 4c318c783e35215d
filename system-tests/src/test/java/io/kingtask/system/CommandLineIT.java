package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.client.TaskRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** bin/kingtask, each of its commands, over one broker and one worker. */
class CommandLineIT {

    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern USED = Pattern.compile("bin/kingtask ([a-z]+)");

    /** All settings of a terminal, as {@code stty -g} says them. */
    private static final Pattern STTY = Pattern.compile("[0-9a-f]+(:[0-9a-f]+){10,}");

    @TempDir
    static Path folder;

    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.in(folder);
        installation.startBroker();
        installation.startWorker("worker", "name: shop-1", "queues: [default, mail]");
        installation.script("slow", "echo one; sleep 2; echo two; sleep 60");
    }

    @AfterAll
    static void stop() throws IOException {
        installation.close();
        Files.deleteIfExists(folder.resolve("bin"));
    }

    /** The page's blocks are one script, in the order of the page; the first command that fails ends it. */
    @Test
    void theExamplesOfThePageWork() throws IOException {
        var script = BLOCK.matcher(page())
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n", "set -e\n", ""));
        var run = shell(script);
        assertEquals(0, run.status(), () -> run.out() + run.err());
        for (var part : List.of(
                "57\n",
                "status 1\n",
                "succeeded",
                "The queue mail is paused",
                "Queue mail: 1 task cancelled.",
                "The worker shop-1 drains",
                "Europe/Berlin",
                "The schedule nightly is deleted.",
                "the ledger balances.")) {
            assertTrue(run.out().contains(part), () -> part + " in\n" + run.out());
        }
        assertTrue(run.err().startsWith("args count must be two\n"), run.err());
    }

    @Test
    void thePageHasAnExampleOfEveryCommand() throws IOException {
        var used = USED.matcher(page()).results().map(match -> match.group(1)).collect(Collectors.toSet());
        var help = installation.kingtask("--help").out();
        var commands = help.substring(help.indexOf("Commands:"), help.indexOf("kingtask COMMAND --help"))
                .lines()
                .skip(1)
                .filter(line -> line.startsWith("  ") && !line.startsWith("   "))
                .map(line -> line.strip().replaceFirst(" .*", ""))
                .toList();
        assertTrue(commands.size() > 15, help);
        assertTrue(used.containsAll(commands), () -> commands + " and " + used);
    }

    @Test
    void logsFollowARunningTask() {
        var task = TaskRequest.of("slow");
        installation.client().delay(task);
        try (var logs = Distribution.start(
                folder, Map.of("KINGTASK_BROKER", installation.address()), "kingtask", "logs", "-f", task.id())) {
            logs.await("one\ntwo\n");
            assertTrue(logs.isAlive());
            installation.client().cancel(task.id());
            assertEquals(0, logs.status(), logs::err);
        }
    }

    /** By the key q, and by Ctrl-C. The program script is a terminal that a test can look at. */
    @ParameterizedTest
    @ValueSource(strings = {"q", "\\003"})
    void topLeavesTheTerminalAsItWas(String key) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "No /usr/bin/script on this machine");
        var screen = Files.createTempFile(folder, "screen", "");
        // Whoever runs the tests may have Ctrl-C ignored, as a shell has for what it starts with &; and that is handed
        // on.
        var inTerminal = "exec env --default-signal=INT sh -c"
                + " \"trap : INT; stty rows 24 cols 80; stty -g; bin/kingtask top; stty -g\"";
        shell("(i=0; until grep -q SCHEDULED " + screen + " || [ $i -gt 300 ]; do sleep 0.1; i=$((i+1)); done; printf '"
                + key + "') | script -qefc '" + inTerminal + "' " + screen);
        var seen = Files.readString(screen);
        var settings = STTY.matcher(seen).results().map(MatchResult::group).toList();
        assertEquals(2, settings.size(), seen);
        assertEquals(settings.get(0), settings.get(1));
        assertTrue(seen.contains("\u001b[?1049h") && seen.contains("\u001b[?1049l"), seen);
        assertTrue(seen.contains("shop-1"), seen);
    }

    private static Program shell(String script) {
        var home = Distribution.home().toString();
        var program = Program.start(
                folder,
                Map.of("KINGTASK_BROKER", installation.address()),
                List.of("sh", "-c", "ln -sfn '" + home + "/bin' bin\n" + script));
        program.status();
        return program;
    }

    private static String page() throws IOException {
        return Files.readString(Distribution.sources().resolve("docs/cli.md"));
    }
}
