package io.kingtask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {

    private static final Map<String, String> NO_BROKER =
            Map.of("KINGTASK_BROKER", "127.0.0.1:1", "KINGTASK_TOKEN", "t");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            submit                                     | EXECUTABLE
            submit --at tomorrow example               | ISO 8601
            submit --delay -1 example                  | such as 5 or 0.5
            submit --retry 5,,9 example                | such as 5,8,9
            submit --priority high example             | '--priority'
            submit --failure-rule never example        | stderr, exit_code
            submit --durability disk example           | memory, replica
            submit --env =x example                    | NAME=VALUE
            submit --stdin /no/such/file example       | a file that can be read
            submit --nonsense example                  | --nonsense
            result 17                                  | a UUID
            tasks --state done                         | scheduled, pending
            tasks --broker ftp://x                     | HOST:PORT
            tasks --token-file /no/such/file           | /no/such/file
            frobnicate                                 | frobnicate
            """)
    void wrongUsageNamesWhatIsAllowed(String line, String allowed) {
        var run = Run.of(NO_BROKER, line.strip().split(" +"));
        assertEquals(2, run.status(), run.err());
        assertTrue(run.err().contains(allowed), run.err());
        assertEquals("", run.out());
    }

    @Test
    void noCommandIsWrongUsage() {
        var run = Run.of(NO_BROKER);
        assertEquals(2, run.status());
        assertTrue(run.err().contains("--help"), run.err());
    }

    @Test
    void helpNamesEveryCommand() {
        var run = Run.of(NO_BROKER, "--help");
        assertEquals(0, run.status());
        for (var command : new String[] {
            "submit",
            "result",
            "show",
            "logs",
            "cancel",
            "retry",
            "tasks",
            "timers",
            "queues",
            "workers",
            "schedules",
            "stats",
            "audit"
        }) {
            assertTrue(run.out().contains(command), command);
            assertEquals(0, Run.of(NO_BROKER, command, "--help").status(), command);
        }
    }

    @Test
    void aTokenIsNeverAnOption() {
        assertEquals(2, Run.of(NO_BROKER, "tasks", "--token", "s3cret").status());
    }
}
