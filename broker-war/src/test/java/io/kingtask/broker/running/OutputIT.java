package io.kingtask.broker.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.client.OutputName;
import io.kingtask.store.ClaimedTask;
import io.kingtask.store.KeptOutput;
import io.kingtask.store.OutputPiece;
import io.kingtask.store.StoreEvents;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Finished;
import io.kingtask.store.WorkStore.Outcome;
import io.kingtask.store.WorkStore.Run;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Outputs in ranges and live; the test plays the worker. */
@ExtendWith(BrokerScene.Resolver.class)
@Timeout(120)
class OutputIT {

    private final BrokerScene scene;
    private final Rest admin;

    OutputIT(BrokerScene scene) {
        this.scene = scene;
        this.admin = scene.admin;
    }

    @Test
    void rangesSkipWhatWasDropped() {
        var id = submit("ranges");
        finish(
                "ranges",
                claim("ranges"),
                new KeptOutput("head\n<90>\ntail".getBytes(UTF_8), new KeptOutput.Gap(4, 90, 6)));
        var whole = admin.get("tasks/" + id + "/output");
        assertEquals("head\n<90>\ntail", whole.http().body());
        assertEquals("98", whole.header("Kingtask-Total-Bytes"));
        assertEquals("90", whole.header("Kingtask-Dropped-Bytes"));
        var first = admin.get("tasks/" + id + "/output?offset=1&length=100");
        assertEquals("ead", first.http().body());
        assertEquals("1", first.header("Kingtask-Offset"));
        var next = admin.get("tasks/" + id + "/output?offset=4&length=2");
        assertEquals("ta", next.http().body());
        assertEquals("94", next.header("Kingtask-Offset"));
        assertEquals("", admin.get("tasks/" + id + "/output?offset=98").http().body());
        assertEquals(
                2,
                admin.get("tasks/" + id + "/output?offset=-1&length=0")
                        .json()
                        .getJsonArray("errors")
                        .size());
    }

    @Test
    void endedTaskIsFollowedFromItsBeginningToItsEnd() throws Exception {
        var id = submit("ended");
        finish("ended", claim("ended"), new KeptOutput("a\r\n\nb<9>c".getBytes(UTF_8), new KeptOutput.Gap(5, 9, 3)));
        try (var events = Events.of(admin, "tasks/" + id + "/output")) {
            assertEquals(200, events.status());
            assertTrue(events.header("Content-Type").startsWith("text/event-stream"));
            assertEquals("no-store", events.header("Cache-Control"));
            assertEquals("id: 5|data: a|data: |data: b", events.next());
            assertEquals("event: gap|data: {\"dropped\":9}", events.next());
            assertEquals("id: 15|data: c", events.next());
            assertEquals("event: end|data: {\"state\":\"succeeded\"}", events.next());
            assertEquals(Events.CLOSED, events.next());
        }
        try (var events = Events.of(admin, "tasks/" + id + "/output", "Last-Event-ID", "14")) {
            assertEquals("id: 15|data: c", events.next());
        }
    }

    @Test
    void runningTaskIsFollowedFromBeforeItsStartToItsEnd() throws Exception {
        var asked = new LinkedBlockingQueue<Run>();
        var listener = new StoreEvents.Listener() {
            @Override
            public void outputFollowed(Run run, OutputName name, long from) {
                asked.add(run);
            }
        };
        var news = scene.store.workerEvents(scene.worker("live").name(), listener);
        var id = submit("live");
        try (news;
                var events = Events.of(admin, "tasks/" + id + "/output?stream=stderr")) {
            var run = claim("live").run();
            assertEquals(run, asked.poll(20, TimeUnit.SECONDS));
            tell(run, 0, "one\n");
            assertEquals("id: 4|data: one|data: ", events.next());
            tell(run, 4, "zw\u00f6lf");
            assertEquals("id: 10|data: zw\u00f6lf", events.next());
            try (var second = Events.of(admin, "tasks/" + id + "/output?stream=stderr")) {
                assertEquals("id: 4|data: one|data: ", second.next());
                assertEquals("id: 10|data: zw\u00f6lf", second.next());
            }
            var failure = new Finish(
                    run,
                    Outcome.FAILED,
                    1,
                    null,
                    new byte[0],
                    "one\nzw\u00f6lf!".getBytes(UTF_8),
                    Cause.STDERR,
                    Duration.ZERO,
                    null);
            assertEquals(Finished.OK, scene.store.work().finish(scene.worker("live"), failure));
            assertEquals("id: 11|data: !", events.next());
            var again = claimSoon("live");
            assertEquals("event: attempt|data: {\"attempt\":2}", events.next());
            Soon.until(() -> asked.stream().anyMatch(again.run()::equals));
            tell(again.run(), 0, "x");
            assertEquals("id: 1-2|data: x", events.next());
            finish("live", again, KeptOutput.whole(new byte[0]));
            assertEquals("event: end|data: {\"state\":\"succeeded\"}", events.next());
        }
    }

    @Test
    void outputOfARunningTaskComesFromItsWorker() throws Exception {
        var id = submit("sofar");
        var run = claim("sofar").run();
        var news = scene.store.workerEvents(scene.worker("sofar").name(), new StoreEvents.Listener() {
            @Override
            public void outputFollowed(Run followed, OutputName name, long from) {
                var bytes = "so far".getBytes(UTF_8);
                scene.store
                        .work()
                        .appendOutput(scene.worker("sofar"), run, name, new OutputPiece(0, 0, bytes.length, bytes));
            }
        });
        try (news) {
            var answer = told("tasks/" + id + "/output");
            assertEquals("so far", answer.http().body());
            assertEquals("6", answer.header("Kingtask-Total-Bytes"));
            var range = told("tasks/" + id + "/output?offset=3&length=2");
            assertEquals("fa", range.http().body());
            assertEquals("3", range.header("Kingtask-Offset"));
        }
    }

    /** The broker gives a worker four seconds to tell; a pause of the machine may take longer. */
    private Rest.Answer told(String path) {
        var answers = new ArrayDeque<Rest.Answer>();
        Soon.until(() -> {
            long begin = System.nanoTime();
            answers.add(admin.get(path));
            boolean gaveUp = System.nanoTime() - begin >= Duration.ofSeconds(4).toNanos();
            return !gaveUp || !answers.getLast().http().body().isEmpty();
        });
        return answers.getLast();
    }

    @Test
    void whoMayNotReadDoesNotFollow() throws Exception {
        var id = submit("secret");
        try (var nobody = Events.of(admin.as("nobody-token-000000"), "tasks/" + id + "/output")) {
            assertEquals(401, nobody.status());
        }
        try (var unknown = Events.of(admin, "tasks/7f000000-0000-4000-8000-00000000ffff/output")) {
            assertEquals(404, unknown.status());
            assertEquals("application/problem+json", unknown.header("Content-Type"));
        }
    }

    @Test
    void followersAreBoundedAndMakeRoomWhenTheyGo() throws Exception {
        var id = submit("crowd");
        var crowd = new ArrayList<Events>();
        var last = follow(id);
        while (last.status() == 200) {
            crowd.add(last);
            last = follow(id);
        }
        assertTrue(crowd.size() >= 16 && crowd.size() <= 500, () -> crowd.size() + " followers");
        assertEquals(503, last.status());
        assertEquals("5", last.header("Retry-After"));
        assertEquals(200, admin.get("stats").status());
        finish("crowd", claim("crowd"), KeptOutput.whole("all".getBytes(UTF_8)));
        for (var events : crowd) {
            assertEquals("id: 3|data: all", events.next());
            assertEquals("event: end|data: {\"state\":\"succeeded\"}", events.next());
            events.close();
        }
        Soon.until(() -> follow(id).status() == 200);
    }

    private Events follow(String id) {
        try {
            return Events.of(admin, "tasks/" + id + "/output");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void tell(Run run, long at, String text) {
        var bytes = text.getBytes(UTF_8);
        var piece = new OutputPiece(at, at, at + bytes.length, bytes);
        assertEquals(Finished.OK, scene.store.work().appendOutput(scene.worker("live"), run, OutputName.STDERR, piece));
    }

    private String submit(String queue) {
        return admin.post("tasks", "{\"executable\":\"e\",\"queue\":\"" + queue + "\",\"retry_intervals\":[1]}")
                .text("id");
    }

    private ClaimedTask claim(String queue) {
        return scene.store.work().claim(scene.worker(queue), List.of(queue), 1).get(0);
    }

    private ClaimedTask claimSoon(String queue) {
        var claimed = new LinkedBlockingQueue<ClaimedTask>();
        Soon.until(() -> {
            claimed.addAll(scene.store.work().claim(scene.worker(queue), List.of(queue), 1));
            return !claimed.isEmpty();
        });
        return claimed.remove();
    }

    private void finish(String queue, ClaimedTask task, KeptOutput out) {
        var finish = new Finish(
                task.run(), Outcome.SUCCEEDED, 0, null, out, KeptOutput.whole(new byte[0]), null, null, null);
        assertEquals(Finished.OK, scene.store.work().finish(scene.worker(queue), finish));
    }
}
