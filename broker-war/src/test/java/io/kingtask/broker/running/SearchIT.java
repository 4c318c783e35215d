package io.kingtask.broker.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Searches, changes of many tasks, and groups of failures. */
@ExtendWith(BrokerScene.Resolver.class)
@Timeout(120)
class SearchIT {

    private final BrokerScene scene;
    private final Rest admin;

    SearchIT(BrokerScene scene) {
        this.scene = scene;
        this.admin = scene.admin;
    }

    @Test
    void tasksAreFoundByCauseWorkerAndTime() {
        var before = admin.get("tasks/" + submit("found")).text("created_at");
        fail("found", "no");
        var id = submit("found");
        fail("found", "no");
        var at = admin.get("tasks/" + id).text("created_at");
        assertEquals(2, found("queue=found&cause=exit_code"));
        assertEquals(0, found("queue=found&cause=timeout"));
        assertEquals(2, found("worker=worker-found"));
        assertEquals(0, found("queue=found&since=2100-01-01T00:00:00Z"));
        assertEquals(2, found("queue=found&since=" + before + "&until=4102444800"));
        assertTrue(found("queue=found&until=" + at) < 2);
        var refused = admin.get("tasks?since=yesterday&until=x&cause=bad_luck");
        assertEquals(3, refused.json().getJsonArray("errors").size());
    }

    @Test
    void manyTasksAreCountedThenCancelledThenRetried() {
        IntStream.range(0, 12).forEach(i -> submit("many"));
        var filter = "\"filter\":{\"queue\":\"many\"}";
        var dry = bulk("{\"action\":\"cancel\",\"dry_run\":true," + filter + "}");
        assertEquals(
                "{\"matched\":12,\"changed\":12,\"skipped\":0,\"dry_run\":true,\"more\":false}",
                dry.http().body());
        var refused = bulk("{\"action\":\"cancel\",\"expected\":11," + filter + "}");
        assertEquals(409, refused.status());
        assertEquals("count_changed", refused.code());
        assertTrue(refused.text("detail").contains("12"));
        var done = bulk("{\"action\":\"cancel\",\"expected\":12," + filter + "}");
        assertEquals(
                "{\"matched\":12,\"changed\":12,\"skipped\":0,\"dry_run\":false,\"more\":false}",
                done.http().body());
        assertEquals(12, found("queue=many&state=cancelled"));
        assertEquals(0, bulk("{\"action\":\"cancel\"," + filter + "}").json().getInt("matched"));
        assertEquals(12, bulk("{\"action\":\"retry\"," + filter + "}").json().getInt("changed"));
        assertEquals(12, found("queue=many&state=pending"));
    }

    @Test
    void namedTasksThatMayNotBeChangedAreSkipped() {
        var pending = submit("named");
        var cancelled = submit("named");
        admin.delete("tasks/" + cancelled);
        var ids = "[\"" + pending + "\",\"" + cancelled + "\",\"7f000000-0000-4000-8000-00000000ffff\"]";
        var answer = bulk("{\"action\":\"cancel\",\"ids\":" + ids + "}").json();
        assertEquals(2, answer.getInt("matched"));
        assertEquals(1, answer.getInt("changed"));
        assertEquals(1, answer.getInt("skipped"));
    }

    @Test
    void wrongBulkRequestsChangeNothing() {
        assertEquals(
                3,
                bulk("{\"ids\":[\"x\"],\"filter\":{\"stat\":1}}").json().getJsonArray("errors").stream()
                        .filter(error -> !error.toString().contains("stat"))
                        .count());
        var state = bulk("{\"action\":\"retry\",\"filter\":{\"state\":\"succeeded\"}}");
        assertTrue(state.text("detail").contains("cancelled, failed, retrying"), state.text("detail"));
        assertEquals(
                403,
                admin.as("submitter-token-000")
                        .post("tasks/bulk", "{\"action\":\"cancel\",\"ids\":[]}")
                        .status());
    }

    @Test
    void failuresAreGrouped() {
        for (int i = 0; i < 3; i++) {
            submit("broken");
            fail("broken", "cannot open file " + i + "\nsecond line");
        }
        var failures = admin.get("failures?queue=broken").json();
        assertEquals(1, failures.getJsonArray("items").size());
        var group = failures.getJsonArray("items").getJsonObject(0);
        assertEquals("cannot open file #", group.getString("message"));
        assertEquals("exit_code", group.getString("cause"));
        assertEquals(3, group.getInt("count"));
        assertFalse(group.getString("newest_task").isEmpty());
        assertTrue(failures.getInt("looked_at") >= 3);
    }

    private Rest.Answer bulk(String body) {
        return admin.post("tasks/bulk", body);
    }

    private int found(String query) {
        return admin.get("tasks?limit=100&" + query)
                .json()
                .getJsonArray("items")
                .size();
    }

    private String submit(String queue) {
        return admin.post("tasks", "{\"executable\":\"e\",\"queue\":\"" + queue + "\"}")
                .text("id");
    }

    private void fail(String queue, String error) {
        var worker = scene.worker(queue);
        var task = scene.store.work().claim(worker, List.of(queue), 1).get(0);
        var finish = new Finish(
                task.run(), Outcome.FAILED, 3, null, new byte[0], error.getBytes(UTF_8), Cause.EXIT_CODE, null, null);
        scene.store.work().finish(worker, finish);
    }
}
