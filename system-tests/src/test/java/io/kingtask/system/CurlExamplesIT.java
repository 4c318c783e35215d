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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples for curl in the README and in docs/, run as they stand there, but for the broker's address and a task's ID. */
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
}
