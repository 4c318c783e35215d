package io.kingtask.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.StubBroker;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queues, workers, schedules, and what is done to many tasks. */
class OperatingIT {

    private static final String ID = "01a20353-6b72-7bef-9b4d-8b1448362a3d";
    private static final String OTHER = "01a20353-6b72-7bef-9b4d-8b1448362a3e";
    private static final String MAIL = "{\"name\":\"mail\",\"paused\":true,\"pending\":3,\"running\":1,\"workers\":2,"
            + "\"oldest_pending_seconds\":75.2}";

    private final StubBroker stub;
    private final Map<String, String> environment;

    OperatingIT() throws IOException {
        stub = new StubBroker();
        environment = Map.of("KINGTASK_BROKER", stub.address(), "KINGTASK_TOKEN", "t");
    }

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void queuesAreListedWithNoFurtherWord() {
        stub.answers("GET /queues", 200, "{\"items\":[" + MAIL + "],\"next_cursor\":null}");
        var table =
                "NAME  PENDING  RUNNING  WORKERS  OLDEST  PAUSED\nmail        3        1        2  75 s    paused\n";
        assertEquals(table, run("queues").out());
        assertEquals(table, run("queues", "list").out());
        assertTrue(run("queues", "--json").out().startsWith("{\"items\":[{\"name\":\"mail\""));
    }

    @Test
    void oneQueueIsShownByItsName() {
        stub.answers("GET /queues/mail", 200, MAIL);
        assertTrue(run("queues", "mail").out().contains("oldest_pending_seconds  75.2\n"));
        assertEquals(MAIL + "\n", run("queues", "show", "mail", "--json").out());
    }

    @Test
    void aQueueIsPausedAndResumed() {
        stub.answers("POST /queues/mail/pause", 200, MAIL).answers("POST /queues/mail/resume", 200, MAIL);
        assertEquals(
                "The queue mail is paused; pending: 3.\n",
                run("queues", "pause", "mail").out());
        assertEquals(
                "The queue mail goes on; pending: 3.\n",
                run("queues", "resume", "mail").out());
    }

    @Test
    void aPurgeSaysHowManyAndAsks() {
        stub.answers("GET /queues/mail", 200, MAIL)
                .answers("DELETE /queues/mail/tasks", 200, "{\"queue\":\"mail\",\"cancelled\":3}");
        var question = "Cancel all 3 pending tasks of the queue mail";
        var asked = Run.on("02", environment, "n\n", "queues", "purge", "mail");
        assertEquals(question + "? [y/N] kingtask: Nothing was changed.\n", asked.err());
        assertEquals(1, asked.status());
        var script = run("queues", "purge", "mail");
        assertEquals(2, script.status());
        assertTrue(script.err().contains("say --yes"), script.err());
        assertEquals(
                "Would cancel all 3 pending tasks of the queue mail.\n",
                run("queues", "purge", "--dry-run", "mail").out());
        assertFalse(stub.calls().stream().anyMatch(call -> call.line().startsWith("DELETE")));
        var agreed = Run.on("02", environment, "y\n", "queues", "purge", "mail");
        assertEquals("Queue mail: 3 tasks cancelled.\n", agreed.out());
        assertEquals("DELETE /api/v1/queues/mail/tasks?expected=3", last());
        run("queues", "purge", "--yes", "mail");
        assertEquals("DELETE /api/v1/queues/mail/tasks", last());
    }

    @Test
    void workersAreListedAndDrained() {
        var worker = "{\"name\":\"a b\",\"host\":\"h\",\"state\":\"running\",\"slots\":{\"busy\":1,\"total\":4},"
                + "\"queues\":[\"default\",\"mail\"],\"executables\":[\"x\"],\"running\":[{\"id\":\"" + ID + "\"}],"
                + "\"last_seen\":\"2026\"}";
        stub.answers("GET /workers", 200, "{\"items\":[" + worker + "],\"next_cursor\":null}")
                .answers("POST /workers/a%20b/drain", 200, worker)
                .answers("POST /workers/a b/drain", 200, worker);
        assertTrue(
                run("workers").out().contains("a b   running  1/4    default, mail        1"),
                run("workers").out());
        assertEquals(
                "The worker a b drains; running: 1.\n",
                run("workers", "drain", "a b").out());
        assertEquals("POST /api/v1/workers/a%20b/drain", last());
    }

    @Test
    void aScheduleIsMade() {
        stub.answers("POST /schedules", 201, "{\"name\":\"nightly\",\"next_firing\":\"2030\"}");
        var made = run("schedules", "create", "--cron", "0 3 * * *", "--queue=mail", "nightly", "example", "--x", "45");
        assertEquals("The schedule nightly fires next: 2030\n", made.out());
        assertEquals(
                "{\"cron\":\"0 3 * * *\",\"name\":\"nightly\","
                        + "\"task\":{\"executable\":\"example\",\"args\":[\"--x\",\"45\"],\"queue\":\"mail\"}}",
                stub.calls().get(0).body());
        assertEquals(
                2,
                run("schedules", "create", "nightly", "--cron", "0 3 * * *", "example")
                        .status());
    }

    @Test
    void anUpdateChangesOnlyWhatIsGiven() {
        var before = "{\"name\":\"nightly\",\"cron\":\"0 3 * * *\",\"calendar\":null,\"time_zone\":\"UTC\","
                + "\"missed\":\"skip\",\"paused\":false,\"next_firing\":\"2030\",\"missed_firings\":0,"
                + "\"task\":{\"executable\":\"example\",\"args\":[\"1\"],\"queue\":\"default\",\"timeout\":null}}";
        stub.answers("GET /schedules/nightly", 200, before).answers("PUT /schedules/nightly", 200, before);
        run("schedules", "update", "--hour=4", "--minute", "*/5", "--priority", "9", "nightly");
        assertEquals(
                "{\"name\":\"nightly\",\"time_zone\":\"UTC\",\"missed\":\"skip\",\"paused\":false,"
                        + "\"task\":{\"executable\":\"example\",\"args\":[\"1\"],\"queue\":\"default\",\"priority\":9},"
                        + "\"calendar\":{\"minute\":\"*/5\",\"hour\":\"4\"}}",
                stub.calls().get(1).body());
        run("schedules", "update", "--cron=1 2 * * *", "nightly", "other");
        assertTrue(stub.calls().get(3).body().contains("\"executable\":\"other\",\"args\":[]"));
    }

    @Test
    void aTriggeredTasksIdIsPrinted() {
        stub.answers("POST /schedules/nightly/trigger", 201, "{\"id\":\"" + ID + "\",\"state\":\"pending\"}")
                .answers("DELETE /schedules/nightly", 200, "");
        assertEquals(ID + "\n", run("schedules", "trigger", "nightly").out());
        assertEquals(
                "The schedule nightly is deleted.\n",
                run("schedules", "delete", "nightly").out());
    }

    @Test
    void tasksAreCancelledByTheirIds() {
        stub.answers("DELETE /tasks/" + ID, 200, "{\"id\":\"" + ID + "\",\"state\":\"cancelled\"}")
                .answers("POST /tasks/bulk", 200, "{\"matched\":2,\"changed\":1,\"skipped\":1,\"dry_run\":false}");
        assertEquals(ID + " cancelled\n", run("cancel", ID).out());
        var both = run("cancel", ID, OTHER);
        assertEquals("Cancelled 1 task; 1 could not be, being in another state or unknown.\n", both.out());
        assertEquals(1, both.status());
        assertEquals(
                "{\"ids\":[\"" + ID + "\",\"" + OTHER + "\"],\"action\":\"cancel\"}",
                stub.calls().get(1).body());
    }

    @Test
    void tasksAreRetriedByAFilterAfterTheyWereCounted() {
        stub.answers("POST /tasks/bulk", 200, "{\"matched\":12,\"changed\":0,\"skipped\":0,\"dry_run\":true}")
                .answers("POST /tasks/bulk", 200, "{\"matched\":12,\"changed\":12,\"skipped\":0,\"dry_run\":false}");
        var asked = Run.on("02", environment, "yes\n", "retry", "--state", "failed", "--since", "1900000000");
        assertEquals("Retry 12 tasks? [y/N] ", asked.err());
        assertEquals("Sent on their way again: 12 tasks.\n", asked.out());
        var filter = "{\"filter\":{\"state\":\"failed\",\"since\":\"2030-03-17T17:46:40.000Z\"},";
        assertEquals(
                filter + "\"dry_run\":true,\"action\":\"retry\"}",
                stub.calls().get(0).body());
        assertEquals(
                filter + "\"expected\":12,\"action\":\"retry\"}",
                stub.calls().get(1).body());
    }

    @Test
    void aTaskIsMoved() {
        stub.answers("PATCH /tasks/" + ID, 200, "{\"state\":\"scheduled\",\"start_time\":\"2030\"}");
        assertEquals(ID + " scheduled 2030\n", run("move", ID, "now").out());
        assertEquals("{\"start_time\":0}", stub.calls().get(0).body());
        run("move", ID, "1900000000");
        assertEquals(
                "{\"start_time\":\"2030-03-17T17:46:40.000Z\"}",
                stub.calls().get(1).body());
    }

    private Run run(String... args) {
        return Run.of(environment, args);
    }

    private String last() {
        var calls = stub.calls();
        return calls.get(calls.size() - 1).line();
    }
}
