package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.store.LocalRedis;
import io.kingtask.store.RedisAddress;
import io.kingtask.store.RedisStore;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Schedules that fire each second while brokers die and come back: one task a second, none twice. */
@Tag("fault")
@Timeout(600)
class TwoBrokersSchedulesIT {

    private static final LocalRedis REDIS = LocalRedis.start();
    private static final Map<String, String> ENVIRONMENT =
            Map.of("KINGTASK_REDIS", REDIS.address(), "KINGTASK_AUTH", "off");
    private static final RedisStore STORE = RedisStore.open(RedisAddress.parse(REDIS.address()), 2, 1);

    @AfterAll
    static void end() {
        STORE.close();
        REDIS.close();
    }

    private static String eachSecond(String name, String missed) {
        return "{\"name\":\"" + name
                + "\",\"calendar\":{\"second\":\"*\",\"minute\":\"*\",\"hour\":\"*\"},\"missed\":\"" + missed
                + "\",\"task\":{\"executable\":\"e\",\"queue\":\"" + name + "\"}}";
    }

    private static List<String> tasks(Rest broker, String queue) {
        return broker
                .get("tasks?limit=1000&queue=" + queue)
                .json()
                .getJsonArray("items")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(task -> task.getString("id"))
                .toList();
    }

    /** The ids that the firings from the first to the last second have. */
    private static Set<String> expected(String name, Instant first, Instant last) {
        return Stream.iterate(first, second -> !second.isAfter(last), second -> second.plusSeconds(1))
                .map(second -> STORE.schedules().taskId(name, second))
                .collect(Collectors.toSet());
    }

    /** The firing that a new schedule began with: it may have fired before it was read for the answer. */
    private static Instant first(String name, Instant asked, Rest.Answer created, List<String> made) {
        var last = Instant.parse(created.text("next_firing"));
        return Stream.iterate(
                        asked.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1),
                        second -> !second.isAfter(last),
                        second -> second.plusSeconds(1))
                .filter(second -> made.contains(STORE.schedules().taskId(name, second)))
                .findFirst()
                .orElseThrow();
    }

    private static void pass(int seconds) {
        var end = Instant.now().plusSeconds(seconds);
        Soon.until(() -> Instant.now().isAfter(end));
    }

    @Test
    void killedBrokerCostsNoFiringAndMakesNoneTwice() {
        try (var first = RunningBroker.start(ENVIRONMENT)) {
            var rest = Rest.of(first.root(), "");
            var second = RunningBroker.start(ENVIRONMENT);
            var asked = Instant.now();
            var created = rest.post("schedules", eachSecond("steady", "skip"));
            Soon.until(() -> tasks(rest, "steady").size() >= 3);
            second.kill();
            Soon.until(() -> tasks(rest, "steady").size() >= 7);
            try (var third = RunningBroker.start(ENVIRONMENT)) {
                var other = Rest.of(third.root(), "");
                Soon.until(() -> other.get("timers").http().body().contains("schedule steady"));
                int before = tasks(other, "steady").size();
                Soon.until(() -> tasks(other, "steady").size() >= before + 3);
                first.kill();
                int alone = tasks(other, "steady").size();
                Soon.until(() -> tasks(other, "steady").size() >= alone + 3);
                var end = other.post("schedules/steady/pause", "").json();
                assertEquals(0, end.getInt("missed_firings"));
                var made = tasks(other, "steady");
                assertEquals(made.size(), new HashSet<>(made).size());
                var begin = first("steady", asked, created, made);
                assertEquals(
                        expected("steady", begin, Instant.parse(end.getString("last_firing"))), new HashSet<>(made));
                assertTrue(other.get("audit").json().getBoolean("balanced"));
            }
        }
    }

    @Test
    void firingsOfATimeWithoutBrokersAreCountedAndPerhapsMadeOnce() {
        Rest.Answer skipping;
        Rest.Answer makingUp;
        Instant asked;
        try (var first = RunningBroker.start(ENVIRONMENT)) {
            var rest = Rest.of(first.root(), "");
            asked = Instant.now();
            skipping = rest.post("schedules", eachSecond("skips", "skip"));
            makingUp = rest.post("schedules", eachSecond("makes-up", "run_once"));
            Soon.until(() -> tasks(rest, "makes-up").size() >= 2);
            first.kill();
        }
        pass(3);
        try (var second = RunningBroker.start(ENVIRONMENT)) {
            var rest = Rest.of(second.root(), "");
            Soon.until(() -> rest.get("schedules/makes-up").json().getInt("missed_firings") > 0);
            Soon.until(() -> rest.get("schedules/skips").json().getInt("missed_firings") > 0);
            // The last firing is then one after those that were missed.
            int before = tasks(rest, "skips").size();
            Soon.until(() -> tasks(rest, "skips").size() > before);
            var skips = rest.post("schedules/skips/pause", "").json();
            var made = tasks(rest, "skips");
            var seconds = expected(
                            "skips",
                            first("skips", asked, skipping, made),
                            Instant.parse(skips.getString("last_firing")))
                    .size();
            assertEquals(seconds, made.size() + skips.getInt("missed_firings"));

            var makesUp = rest.post("schedules/makes-up/pause", "").json();
            var madeUp = tasks(rest, "makes-up");
            var all = expected(
                    "makes-up",
                    first("makes-up", asked, makingUp, madeUp),
                    Instant.parse(makesUp.getString("last_firing")));
            assertTrue(all.containsAll(madeUp));
            assertEquals(all.size(), madeUp.size() + makesUp.getInt("missed_firings") - 1);
        }
    }
}
