package io.kingtask.broker.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.store.ClaimedTask;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Finished;
import io.kingtask.store.WorkStore.Outcome;
import io.kingtask.store.WorkStore.Renewed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BrokerScene.Resolver.class)
@Timeout(120)
class InspectionIT {

    private static final String UNKNOWN = "tasks/7f000000-0000-4000-8000-00000000ffff";

    private final BrokerScene scene;
    private final Rest admin;

    InspectionIT(BrokerScene scene) {
        this.scene = scene;
        this.admin = scene.admin;
    }

    private String submit(String queue) {
        return admin.post("tasks", "{\"executable\":\"e\",\"queue\":\"" + queue + "\"}")
                .text("id");
    }

    private ClaimedTask claim(String queue) {
        return scene.store.work().claim(scene.worker(queue), List.of(queue), 1).get(0);
    }

    private void finish(String queue, ClaimedTask task, Outcome outcome, String out, @Nullable Cause cause) {
        var finish = new Finish(
                task.run(), outcome, 0, null, out.getBytes(UTF_8), "oops".getBytes(UTF_8), cause, null, null);
        assertEquals(Finished.OK, scene.store.work().finish(scene.worker(queue), finish));
    }

    @Test
    void waitEndsWhenTheTaskEnds() throws Exception {
        var id = submit("wait");
        var task = claim("wait");
        var answer = admin.later("GET", "tasks/" + id + "?wait=60");
        long begin = System.nanoTime();
        assertEquals("running", admin.get("tasks/" + id + "?wait=0.5").text("state"));
        assertTrue(System.nanoTime() - begin >= Duration.ofMillis(500).toNanos());
        assertFalse(answer.isDone());
        finish("wait", task, Outcome.SUCCEEDED, "57\n", null);
        // Long before its time is over.
        assertEquals("succeeded", answer.get(20, TimeUnit.SECONDS).text("state"));
    }

    @Test
    void resultIsTheSeedsReply() {
        var none = "{\"is_result_exist\":0,\"is_success\":0,\"result\":\"\"}";
        assertEquals(none, admin.get(UNKNOWN + "/result").http().body());
        assertEquals(none, admin.get("tasks/no-id/result").http().body());
        var id = submit("reply");
        assertEquals(none, admin.get("tasks/" + id + "/result").http().body());
        finish("reply", claim("reply"), Outcome.SUCCEEDED, "57", null);
        var reply = admin.get("tasks/" + id + "/result");
        assertEquals(
                "{\"is_result_exist\":1,\"is_success\":1,\"result\":\"57\"}",
                reply.http().body());
        var failed = submit("reply");
        finish("reply", claim("reply"), Outcome.FAILED, "", Cause.STDERR);
        assertEquals("oops", admin.get("tasks/" + failed + "/result").text("result"));
    }

    @Test
    void outputComesAsItWasWritten() {
        var id = submit("output");
        finish("output", claim("output"), Outcome.SUCCEEDED, "a\nb\n", null);
        var out = admin.get("tasks/" + id + "/output");
        assertEquals("a\nb\n", out.http().body());
        assertTrue(out.header("Content-Type").startsWith("text/plain"));
        assertEquals(
                "oops",
                admin.get("tasks/" + id + "/output?stream=stderr").http().body());
        assertEquals(
                "invalid_request", admin.get("tasks/" + id + "/output?stream=x").code());
        assertEquals("unknown_task", admin.get(UNKNOWN + "/output").code());
    }

    @Test
    void listingPagesAndFilters() {
        for (int i = 0; i < 3; i++) {
            submit("listing");
        }
        var first = admin.get("tasks?queue=listing&limit=2").json();
        assertEquals(2, first.getJsonArray("items").size());
        var second = admin.get("tasks?queue=listing&limit=2&cursor=" + first.getString("next_cursor"))
                .json();
        assertEquals(1, second.getJsonArray("items").size());
        assertTrue(second.isNull("next_cursor"));
        assertEquals(
                0,
                admin.get("tasks?queue=listing&state=failed")
                        .json()
                        .getJsonArray("items")
                        .size());
        var refused = admin.get("tasks?state=asleep&limit=0");
        assertEquals(2, refused.json().getJsonArray("errors").size());
        assertEquals(400, admin.get("tasks?cursor=%20nonsense").status());
    }

    @Test
    void unknownThingsAreProblems() {
        assertEquals("unknown_task", admin.get(UNKNOWN).code());
        assertEquals("unknown_task", admin.get(UNKNOWN + "?wait=5").code());
        assertEquals("unknown_task", admin.get("tasks/no-id").code());
        assertEquals("not_found", admin.get("nothing/here").code());
        assertEquals("not_found", admin.get("/elsewhere").code());
        var wrongMethod = admin.delete("tasks");
        assertEquals("method_not_allowed", wrongMethod.code());
        assertTrue(wrongMethod.header("Allow").contains("POST"));
        assertEquals(400, admin.get(UNKNOWN + "?wait=61").status());
    }

    @Test
    void cancelEndsWhatIsUnfinished() throws Exception {
        var pending = submit("cancel");
        assertEquals("cancelled", admin.delete("tasks/" + pending).text("state"));
        var again = admin.delete("tasks/" + pending);
        assertEquals(409, again.status());
        assertTrue(again.text("detail").contains("cancelled"));
        assertEquals(404, admin.delete(UNKNOWN).status());

        submit("cancel");
        var task = claim("cancel");
        var answer = admin.later("DELETE", "tasks/" + task.id());
        var work = scene.store.work();
        var worker = scene.worker("cancel");
        while (work.renew(worker, List.of(task.run())).get(task.run()) != Renewed.CANCEL) {
            assertFalse(answer.isDone());
        }
        finish("cancel", task, Outcome.CANCELLED, "", Cause.CANCELLED);
        assertEquals("cancelled", answer.get(9, TimeUnit.SECONDS).text("state"));
    }

    @Test
    void retryRunsAFailedTaskAgain() {
        var id = submit("retry");
        assertEquals(409, admin.post("tasks/" + id + "/retry", "").status());
        finish("retry", claim("retry"), Outcome.FAILED, "", Cause.EXIT_CODE);
        var retried = admin.post("tasks/" + id + "/retry", "");
        assertEquals(200, retried.status());
        assertEquals("pending", retried.text("state"));
        assertEquals(404, admin.post(UNKNOWN + "/retry", "").status());
    }

    @Test
    void rescheduleMovesAScheduledTask() {
        var id = admin.post("tasks", "{\"executable\":\"e\",\"delay\":5000}").text("id");
        var moved = admin.patch("tasks/" + id, "{\"start_time\":\"2101-01-01T00:00:00Z\"}");
        assertEquals(200, moved.status());
        assertEquals("2101-01-01T00:00:00.000Z", moved.text("start_time"));
        assertEquals(400, admin.patch("tasks/" + id, "{}").status());
        assertEquals(404, admin.patch(UNKNOWN, "{\"start_time\":1}").status());
        var pending = submit("patch");
        assertEquals(409, admin.patch("tasks/" + pending, "{\"start_time\":1}").status());
    }

    /** Most of them, for the machine may pause at the moment of one. By the look each second alone most were 800 ms late. */
    @Test
    void dueTasksBecomePendingAtTheirMoments() {
        var late = IntStream.range(0, 5).mapToObj(i -> lateness()).sorted().toList();
        assertTrue(late.get(0) >= 0 && late.get(2) < 400, () -> "late by ms: " + late);
    }

    /** Of one task, in milliseconds by Redis' clock. */
    private long lateness() {
        var id = admin.post("tasks", "{\"executable\":\"e\",\"queue\":\"due\",\"delay\":1.2}")
                .text("id");
        Soon.until(() -> !scene.store
                .work()
                .claim(scene.worker("due"), List.of("due"), 1)
                .isEmpty());
        var view = admin.get("tasks/" + id);
        return Duration.between(Instant.parse(view.text("start_time")), Instant.parse(view.text("started_at")))
                .toMillis();
    }

    @Test
    void timersShowWhatIsToCome() {
        var id = admin.post("tasks", "{\"executable\":\"e\",\"delay\":4000}").text("id");
        var timers = admin.get("timers").json();
        assertTrue(timers.getJsonArray("ejb_timers").toString().contains("take-over-expired-leases"));
        assertTrue(timers.getJsonObject("due").getJsonArray("items").toString().contains(id));
        assertFalse(timers.getString("broker").isEmpty());
    }
}
