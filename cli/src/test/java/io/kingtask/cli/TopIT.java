package io.kingtask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.StubBroker;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopIT {

    @Test
    void aFrameFitsTheScreenAndIsHarmless() throws Exception {
        try (var stub = new StubBroker()) {
            answer(stub);
            var environment = Map.of("KINGTASK_BROKER", stub.address(), "KINGTASK_TOKEN", "t");
            var run = Run.of(environment, true, "", "top", "--once");
            assertEquals(0, run.status(), run.err());
            var lines = run.out().lines().toList();
            assertTrue(lines.size() <= 24, run.out());
            assertTrue(lines.stream().allMatch(line -> SafeText.width(line) <= 80), run.out());
            for (var part : new String[] {
                "accepted 2.0", "waited 12 ms", "ran 3.5 s", "▁█", "queue-1", "more queues", "w1", "2/4", "\\x1b"
            }) {
                assertTrue(run.out().contains(part), part + " in\n" + run.out());
            }
            assertTrue(run.out().indexOf('\u001b') < 0);
        }
    }

    @Test
    void withoutATerminalItSaysHowToGoOn() {
        var run = Run.of(Map.of("KINGTASK_BROKER", "127.0.0.1:1", "KINGTASK_TOKEN", "t"), "top");
        assertEquals(2, run.status());
        assertTrue(run.err().contains("--once"), run.err());
    }

    private static void answer(StubBroker stub) {
        var queues = IntStream.range(0, 30)
                .mapToObj(i -> "{\"name\":\"queue-" + i + "\",\"pending\":" + i + ",\"paused\":false}")
                .collect(Collectors.joining(","));
        stub.answers("GET /stats", 200, "{\"accepted\":9,\"states\":{\"pending\":3,\"running\":2,\"failed\":0}}")
                .answers(
                        "GET /stats/history",
                        200,
                        "{\"items\":[{\"seconds\":10,\"accepted\":1,\"succeeded\":0},{\"seconds\":10,\"accepted\":20,"
                                + "\"succeeded\":15,\"wait_ms\":12.4,\"run_ms\":3500}],\"next_cursor\":null}")
                .answers("GET /queues", 200, "{\"items\":[" + queues + "]}")
                .answers(
                        "GET /workers",
                        200,
                        "{\"items\":[{\"name\":\"w1\",\"state\":\"running\",\"slots\":{\"busy\":2,\"total\":4},"
                                + "\"queues\":[\"default\"],\"host\":\"h\"}]}")
                .answers(
                        "GET /tasks",
                        200,
                        "{\"items\":[{\"id\":\"01a20353-6b72-7bef-9b4d-8b1448362a3d\",\"executable\":\"e\\u001b[J\","
                                + "\"args\":[\"1\"],\"started_at\":\"2026-11-22T12:30:00.000Z\",\"queue\":\"default\"}]}");
    }
}
