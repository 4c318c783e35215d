package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import io.kingtask.store.BulkStore.Action;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Searches, bulk changes and groups of failures, over several partitions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchIT {

    private final WorkStore.Worker worker = StoreFixture.worker("worker-1");
    private final LocalRedis server = LocalRedis.start();
    private StoreFixture fixture = new StoreFixture(server.address(), 3);

    @BeforeEach
    void open() {
        fixture.close();
        fixture = new StoreFixture(server.address(), 3);
    }

    @AfterAll
    void close() {
        fixture.close();
        server.close();
    }

    @Test
    void everyCriterionCounts() {
        var failed = fixture.submit(StoreFixture.now("a"));
        fail(fixture.claim(worker), "boom 17");
        var created = fixture.view(failed).createdAt();
        var pending = fixture.submit(StoreFixture.now("b"));
        assertFound(failed, new TaskCriteria(Set.of(), null, null, Cause.EXIT_CODE, null, null, null, null));
        assertFound(failed, new TaskCriteria(Set.of(), null, null, null, "worker-1", null, null, null));
        assertFound(failed, new TaskCriteria(Set.of(), null, null, null, null, null, null, "boom"));
        assertFound(failed, states(TaskState.FAILED));
        assertFound(pending, states(TaskState.PENDING, TaskState.RUNNING));
        var before = new TaskCriteria(Set.of(), null, null, null, null, null, created, null);
        assertEquals(List.of(), find(before));
        var after = new TaskCriteria(
                Set.of(TaskState.FAILED), null, null, null, null, created, created.plusMillis(1), null);
        assertFound(failed, after);
        var later =
                new TaskCriteria(Set.of(), null, null, null, null, Instant.now().plusSeconds(60), null, null);
        assertEquals(List.of(), find(later));
    }

    @Test
    void pagesOfAStateHoldEachTaskOnce() {
        var failed = new HashSet<String>();
        for (int i = 0; i < 30; i++) {
            failed.add(fixture.submit(StoreFixture.now("n" + i)));
            fail(fixture.claim(worker), "x");
            fixture.submit(StoreFixture.task(TaskId.next(), null, StoreFixture.DAY, List.of()));
        }
        var seen = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var page = fixture.tasks.list(new TaskQuery(states(TaskState.FAILED), 7, cursor));
            page.items().forEach(view -> seen.add(view.id()));
            cursor = page.nextCursor();
        } while (cursor != null);
        assertEquals(30, seen.size());
        assertEquals(failed, new HashSet<>(seen));
    }

    @Test
    void bulkChangesWhatItMayAndCountsTheRest() {
        var bulk = fixture.store.bulk();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 250; i++) {
            ids.add(fixture.submit(StoreFixture.now()));
        }
        fail(fixture.claim(worker), "x");
        var selection = bulk.select(TaskCriteria.ANY.inStates(Action.CANCEL.from()), 1000);
        assertEquals(249, selection.ids().size());
        assertFalse(selection.more());
        assertTrue(bulk.select(TaskCriteria.ANY, 100).more());
        ids.add(TaskId.next());
        assertEquals(new BulkStore.Count(250, 249), bulk.count(Action.CANCEL, ids));
        assertEquals(new BulkStore.Count(250, 249), bulk.change(Action.CANCEL, ids));
        assertEquals(new BulkStore.Count(250, 0), bulk.change(Action.CANCEL, ids));
        assertEquals(new BulkStore.Count(250, 250), bulk.change(Action.RETRY, ids));
        assertEquals(250, fixture.tasks.stats().states().get("pending"));
        assertTrue(fixture.tasks.audit().balanced());
    }

    @Test
    void failuresAreGroupedByMessageWithoutItsNumbers() {
        String newest = "";
        for (int i = 0; i < 20; i++) {
            newest = fixture.submit(StoreFixture.now());
            fail(fixture.claim(worker), "line " + i + " of 20\nmore");
        }
        fixture.submit(StoreFixture.now());
        fail(fixture.claim(worker), "é".repeat(500));
        var failures = fixture.store.failures().latest(null, null);
        assertEquals(21, failures.lookedAt());
        assertEquals(2, failures.groups().size());
        var first = failures.groups().get(0);
        assertEquals("line # of #", first.message());
        assertEquals(20, first.count());
        assertEquals("exit_code", first.cause());
        assertEquals(fixture.view(newest).finishedAt(), first.lastAt());
        assertEquals("é".repeat(200), failures.groups().get(1).message());
        assertEquals(
                0, fixture.store.failures().latest("elsewhere", null).groups().size());
    }

    private void fail(ClaimedTask task, String error) {
        fixture.work.finish(
                worker,
                new Finish(
                        task.run(),
                        Outcome.FAILED,
                        3,
                        null,
                        StoreFixture.bytes(""),
                        StoreFixture.bytes(error),
                        Cause.EXIT_CODE,
                        null,
                        null));
    }

    private static TaskCriteria states(TaskState... states) {
        return TaskCriteria.ANY.inStates(Set.of(states));
    }

    private List<String> find(TaskCriteria criteria) {
        return fixture.tasks.list(new TaskQuery(criteria, 10, null)).items().stream()
                .map(TaskView::id)
                .toList();
    }

    private void assertFound(String id, TaskCriteria criteria) {
        assertEquals(List.of(id), find(criteria));
    }
}
