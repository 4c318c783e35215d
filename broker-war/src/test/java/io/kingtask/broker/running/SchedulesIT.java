package io.kingtask.broker.running;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerScene.Resolver.class)
@Timeout(120)
class SchedulesIT {

    private static final String YEARLY = "\"cron\":\"0 0 1 1 *\",\"time_zone\":\"Europe/Berlin\"";
    private static final String EACH_SECOND = "\"calendar\":{\"second\":\"*\",\"minute\":\"*\",\"hour\":\"*\"}";

    private final Rest admin;

    SchedulesIT(BrokerScene scene) {
        this.admin = scene.admin;
    }

    private static String schedule(String name, String rhythm) {
        return "{\"name\":\"" + name + "\"," + rhythm + ",\"task\":{\"executable\":\"e\",\"queue\":\"" + name
                + "\",\"args\":[\"a b\"]}}";
    }

    private void create(String name, String rhythm) {
        var created = admin.post("schedules", schedule(name, rhythm));
        assertEquals(201, created.status(), () -> created.http().body());
    }

    private List<JsonObject> tasks(String queue) {
        return admin.get("tasks?limit=1000&queue=" + queue)
                .json()
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
    }

    @Test
    void scheduleIsCreatedShownReplacedAndDeleted() {
        var created = admin.post("schedules", schedule("crud", YEARLY));
        assertEquals(201, created.status());
        assertTrue(created.header("Location").endsWith("/api/v1/schedules/crud"));
        var shown = admin.get("schedules/crud").json();
        assertEquals(created.json(), shown);
        assertEquals("0 0 1 1 *", shown.getString("cron"));
        assertTrue(shown.isNull("calendar"));
        assertTrue(shown.getString("next_firing").endsWith("-12-31T23:00:00.000Z"));
        assertEquals(
                "[\"a b\"]", shown.getJsonObject("task").getJsonArray("args").toString());
        assertEquals(
                "schedule_exists",
                admin.post("schedules", schedule("crud", YEARLY)).code());

        var replaced = admin.put("schedules/crud", shown.toString());
        assertEquals(200, replaced.status());
        assertEquals(shown.getString("created_at"), replaced.text("created_at"));
        assertEquals(
                201,
                admin.put("schedules/crud-2", schedule("crud-2", EACH_SECOND)).status());
        assertEquals(
                400, admin.put("schedules/crud", schedule("crud-2", YEARLY)).status());

        assertEquals(204, admin.delete("schedules/crud").status());
        assertEquals(204, admin.delete("schedules/crud-2").status());
        for (var answer : List.of(
                admin.get("schedules/crud"),
                admin.delete("schedules/crud"),
                admin.post("schedules/crud/pause", ""),
                admin.post("schedules/crud/resume", ""),
                admin.post("schedules/crud/trigger", ""))) {
            assertEquals("unknown_schedule", answer.code());
        }
    }

    @Test
    void everyWrongFieldIsNamed() {
        var refused = admin.post(
                "schedules",
                "{\"name\":\"x\",\"cron\":\"61 25 * * *\",\"time_zone\":\"Mars\",\"task\":{\"executable\":\"../x\"}}");
        assertEquals(400, refused.status());
        assertEquals(
                List.of("time_zone", "cron", "cron", "task.executable"),
                refused.json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
                        .map(error -> error.getString("field"))
                        .toList());
        var past = admin.post("schedules", schedule("x", "\"calendar\":{\"year\":\"2020\"}"));
        assertTrue(past.text("detail").contains("no firing in the future"));
    }

    @Test
    void onlyOperatorsChangeSchedules() {
        var body = schedule("roles", YEARLY);
        assertEquals(
                403, admin.as("submitter-token-000").post("schedules", body).status());
        assertEquals(
                201, admin.as("operator-token-0000").post("schedules", body).status());
        assertEquals(200, admin.as("reader-token-000000").get("schedules/roles").status());
        assertEquals(
                403,
                admin.as("submitter-token-000")
                        .post("schedules/roles/trigger", "")
                        .status());
    }

    @Test
    void listIsByNameAndPaged() {
        for (int i = 0; i < 3; i++) {
            create("list-" + i, YEARLY);
        }
        var first = admin.get("schedules?limit=2&cursor=list-").json();
        assertEquals(
                List.of("list-0", "list-1"),
                first.getJsonArray("items").getValuesAs(JsonObject.class).stream()
                        .map(item -> item.getString("name"))
                        .toList());
        assertEquals("list-1", first.getString("next_cursor"));
        assertEquals(400, admin.get("schedules?limit=0").status());
    }

    @Test
    void eachSecondFiresUntilPausedAndPausedOnesMissNothing() {
        create("second", EACH_SECOND);
        Soon.until(() -> tasks("second").size() >= 3);
        var paused = admin.post("schedules/second/pause", "");
        assertEquals(200, paused.status());
        assertTrue(paused.json().getBoolean("paused"));
        int before = tasks("second").size();
        var last = admin.get("tasks/" + paused.text("last_task"));
        assertEquals("pending", last.text("state"));
        var begin = Instant.now();
        Soon.until(() -> Instant.now().isAfter(begin.plusSeconds(3)));
        assertEquals(before, tasks("second").size());
        var resumed = admin.post("schedules/second/resume", "").json();
        Soon.until(() -> tasks("second").size() >= before + 2);
        assertEquals(0, resumed.getInt("missed_firings"));
        assertEquals(204, admin.delete("schedules/second").status());
        int end = tasks("second").size();
        assertTrue(end < before + 20, () -> "paused seconds were made up: " + end);
    }

    @Test
    void triggerMakesATaskNow() {
        create("trigger", YEARLY);
        var triggered = admin.post("schedules/trigger/trigger", "");
        assertEquals(201, triggered.status());
        assertTrue(triggered.header("Location").endsWith("/api/v1/tasks/" + triggered.text("id")));
        assertEquals("pending", admin.get("tasks/" + triggered.text("id")).text("state"));
        assertNotEquals(
                triggered.text("id"),
                admin.post("schedules/trigger/trigger", "").text("id"));
        assertTrue(admin.get("schedules/trigger").json().isNull("last_firing"));
    }

    @Test
    void timersShowSchedulesWithTheirExpressionAndNextFiring() {
        create("shown", YEARLY);
        Soon.until(() -> ejbTimers("schedule").containsKey("schedule shown"));
        assertEquals("cron 0 0 1 1 *, Europe/Berlin", ejbTimers("schedule").get("schedule shown"));
        var due = admin
                .get("timers?limit=1000")
                .json()
                .getJsonObject("due")
                .getJsonArray("items")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(item -> item.getString("kind").equals("schedule"))
                .filter(item -> item.getString("schedule").equals("shown"))
                .toList();
        assertEquals(1, due.size());
        assertTrue(due.get(0).isNull("id"));
        assertEquals("e", due.get(0).getString("executable"));
        admin.delete("schedules/shown");
        Soon.until(() -> !ejbTimers("schedule").containsKey("schedule shown"));
    }

    /** One field of each timer, by its name. */
    private Map<String, String> ejbTimers(String field) {
        return admin.get("timers").json().getJsonArray("ejb_timers").getValuesAs(JsonObject.class).stream()
                .collect(Collectors.toMap(
                        timer -> timer.getString("name"),
                        timer -> timer.getString(field, "none"),
                        (one, other) -> one));
    }

    /** Payara errs about a 5th weekday that a month does not have, and about times that clocks leave out; these are left out here. */
    @Test
    void nextFiringIsTheContainersNextTimeout() {
        var rhythms = List.of(
                "\"calendar\":{\"month\":\"1\",\"day_of_month\":\"Last\"}",
                "\"calendar\":{\"month\":\"2\",\"day_of_month\":\"-1\"}",
                "\"calendar\":{\"month\":\"3\",\"day_of_month\":\"-7\",\"hour\":\"23\",\"minute\":\"59\",\"second\":\"59\"}",
                "\"calendar\":{\"month\":\"Apr\",\"day_of_month\":\"1st Mon\"}",
                "\"calendar\":{\"month\":\"5\",\"day_of_month\":\"2nd Tue\"}",
                "\"calendar\":{\"month\":\"6\",\"day_of_month\":\"5th Wed\"}",
                "\"calendar\":{\"month\":\"7\",\"day_of_month\":\"Last Fri\"}",
                "\"calendar\":{\"month\":\"8\",\"day_of_month\":\"13\",\"day_of_week\":\"Fri\"}",
                "\"calendar\":{\"month\":\"9\",\"day_of_week\":\"Sat-Mon\"}",
                "\"calendar\":{\"month\":\"10\",\"day_of_week\":\"7\"}",
                "\"calendar\":{\"month\":\"Jan-Mar\",\"day_of_month\":\"27-2\",\"hour\":\"8/5\",\"year\":\"2031\"}",
                "\"calendar\":{\"month\":\"Nov-Jan\",\"day_of_month\":\"28-Last\",\"year\":\"2032\"}",
                "\"calendar\":{\"month\":\"2\",\"day_of_month\":\"29\"}",
                "\"calendar\":{\"hour\":\"22-4\",\"minute\":\"5,35\",\"second\":\"30/10\",\"year\":\"2030-2032\"}",
                "\"calendar\":{\"minute\":\"*/14\",\"hour\":\"*\",\"year\":\"2033\"}",
                "\"cron\":\"15 10 1,15 2 1-5\",\"time_zone\":\"America/New_York\"",
                "\"cron\":\"*/20 8-18/2 * mar fri-sun\",\"time_zone\":\"Asia/Kolkata\"",
                "\"cron\":\"@yearly\",\"time_zone\":\"Australia/Lord_Howe\"",
                "\"calendar\":{\"month\":\"7\",\"day_of_month\":\"1\",\"hour\":\"2\"},\"time_zone\":\"Europe/Berlin\"");
        for (int i = 0; i < rhythms.size(); i++) {
            create("same-" + i, rhythms.get(i));
        }
        var names = IntStream.range(0, rhythms.size())
                .mapToObj(i -> "schedule same-" + i)
                .toList();
        Soon.until(() -> ejbTimers("schedule").keySet().containsAll(names));
        var ours = new TreeMap<String, String>();
        var containers = new TreeMap<String, String>();
        var timers = ejbTimers("next_timeout");
        for (int i = 0; i < rhythms.size(); i++) {
            ours.put(rhythms.get(i), admin.get("schedules/same-" + i).text("next_firing"));
            containers.put(rhythms.get(i), timers.getOrDefault(names.get(i), "no timer"));
            assertEquals(204, admin.delete("schedules/same-" + i).status());
        }
        assertEquals(
                String.join("\n", ours.toString().split(", \"")),
                String.join("\n", containers.toString().split(", \"")));
    }
}
