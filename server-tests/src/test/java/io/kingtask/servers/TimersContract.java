package io.kingtask.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.TaskRequest;
import io.kingtask.system.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** EJB timers fire on any server as it is configured by the script for it. */
interface TimersContract {

    Broker broker();

    @Test
    default void timedTasksStartAtTheirMoment() {
        try (var client = broker().client()) {
            // Far enough from now, and from each other, that a pause of the machine makes less than half of them late.
            Instant first = Instant.now().plusSeconds(5);
            List<TaskRequest> tasks = IntStream.range(0, 9)
                    .mapToObj(i -> TaskRequest.of("example", "1", "1").at(moment(first, i)))
                    .toList();
            client.delayAll(tasks);
            List<Long> late = IntStream.range(0, tasks.size())
                    .mapToObj(i -> Duration.between(
                                    moment(first, i),
                                    Objects.requireNonNull(client.await(tasks.get(i), Duration.ofSeconds(30))
                                            .startedAt()))
                            .toMillis())
                    .sorted()
                    .toList();
            System.out.println("timed tasks started late by ms: " + late);
            assertTrue(late.get(0) >= -1, late.toString());
            assertTrue(late.get(late.size() / 2) < 100, late.toString());
        }
    }

    private static Instant moment(Instant first, int index) {
        return first.plusMillis(900L * index);
    }

    @Test
    default void aScheduleFires() {
        var api = broker().api();
        api.change(
                "POST",
                "/schedules",
                Map.of(),
                "{\"name\":\"each-second\",\"calendar\":{\"hour\":\"*\",\"minute\":\"*\",\"second\":\"*\"},"
                        + "\"task\":{\"executable\":\"example\",\"args\":[\"1\",\"1\"],\"queue\":\"default\"}}");
        try {
            String first = firing("null");
            String second = firing(first);
            assertTrue(second.compareTo(first) > 0, second + " came after " + first);
        } finally {
            api.change("DELETE", "/schedules/each-second", Map.of(), null);
        }
    }

    /** @return the last firing, once it is another than this one */
    private String firing(String before) {
        var api = broker().api();
        var last = new String[] {before};
        Patience.until(Duration.ofSeconds(30), () -> "a firing after " + before, () -> {
            var schedule = api.get("/schedules/each-second", Map.of());
            last[0] = schedule.replaceAll("(?s).*\"last_firing\":\"?([^\",}]*).*", "$1");
            return !last[0].equals(before);
        });
        return last[0];
    }

    @Test
    default void theTimersAreListed() {
        var timers = broker().api().get("/timers", Map.of());
        for (var name : List.of("promote-due-safety-net", "take-over-expired-leases")) {
            assertTrue(timers.contains("\"" + name + "\""), timers);
        }
        assertEquals(200, broker().get("api/v1/timers").statusCode());
    }
}
