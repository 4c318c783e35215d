package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kingtask.client.TaskRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the README and of docs/, run as they stand there, but for the broker's address and a task's ID. */
class CurlExamplesIT {

    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(curl .*?)```");
    private static final String STRICT = "set -e\ncurl() { command curl -sS --fail-with-body \"$@\"; }\n";

    @TempDir
    static Path folder;

    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.in(folder);
        installation.startBroker();
        installation.startWorker("worker");
    }

    @AfterAll
    static void stop() {
        installation.close();
    }

    @ParameterizedTest
    @CsvSource({"README.md, '\"max_attempts\":4'", "docs/rest.md, data: 57", "docs/schedules.md, '\"next_firing\":\"'"})
    void thePagesExamplesWork(String page, String answer) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "No /usr/bin/curl on this machine");
        var task = TaskRequest.of("example", "12", "45");
        installation.client().delay(task);
        installation.client().await(task, Duration.ofSeconds(30));
        var examples = BLOCK.matcher(Files.readString(Distribution.sources().resolve(page)))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertFalse(examples.isEmpty(), page);
        for (var example : examples) {
            var script = STRICT
                    + example.replace("127.0.0.1:9595", installation.address()).replace("/ID", "/" + task.id());
            var run = Program.start(folder, Map.of(), List.of("bash", "-c", script));
            assertEquals(0, run.status(), () -> script + run.out() + run.err());
            assertTrue(run.out().contains(answer), () -> script + run.out());
        }
    }

    @Test
    void theLinesForWhoComesFromCronWork() throws IOException {
        installation.script("report", "echo reported");
        var later = TaskRequest.of("report").delay(Duration.ofHours(1));
        installation.client().delay(later);
        var lines = blocks("docs/migrating-from-cron.md", "sh")
                .filter(block -> block.contains("bin/kingtask "))
                .collect(Collectors.joining());
        var commands = "set -e\ncd " + Distribution.home() + "\n" + lines.replace("cancel ID", "cancel " + later.id());
        var run = Program.start(
                folder, Map.of("KINGTASK_BROKER", installation.address()), List.of("bash", "-c", commands));
        assertEquals(0, run.status(), () -> commands + run.out() + run.err());
        assertTrue(run.out().contains("30 2 * * 1-5"), run.out());
    }

    @Test
    void theTaskAndTheCallerForWhoComesFromCeleryWork() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "No /usr/bin/python3 on this machine");
        var parts = blocks("docs/migrating-from-celery.md", "python").toList();
        var task =
                parts.stream().filter(part -> part.startsWith("#!")).findFirst().orElseThrow();
        var resized = "import sys\n\ndef resized(path, width):\n    return f'{path} {width}'\n";
        Files.writeString(installation.script("resize", ""), task.replaceFirst("import sys\n", resized));
        var caller = parts.stream()
                .filter(part -> part.contains("urllib"))
                .findFirst()
                .orElseThrow()
                .replace("127.0.0.1:9595", installation.address())
                .replace("\nsubmit(\"resize\"", "\nid = submit(\"resize\"");
        var script = caller + "print(id)\n";
        var run =
                Program.start(folder, Map.of("KINGTASK_TOKEN", installation.token()), List.of("python3", "-c", script));
        assertEquals(0, run.status(), () -> script + run.out() + run.err());
        var done = installation.client().await(run.out().strip(), Duration.ofSeconds(30));
        assertEquals("/img/1.png 640", done.result());
    }

    /** The page's blocks of this language, without what they are indented by. */
    private static Stream<String> blocks(String page, String language) throws IOException {
        return Pattern.compile("(?ms)^ *```" + language + "\n(.*?)^ *```")
                .matcher(Files.readString(Distribution.sources().resolve(page)))
                .results()
                .map(block -> block.group(1).stripIndent());
    }
}
