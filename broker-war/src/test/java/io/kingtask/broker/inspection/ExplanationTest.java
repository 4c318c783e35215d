package io.kingtask.broker.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import io.kingtask.store.StandingStore.Ahead;
import io.kingtask.store.StandingStore.Crew;
import io.kingtask.store.StandingStore.Standing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(5);
    private static final Crew NOBODY = new Crew(0, 0, 0, 0, 0);
    private static final Crew FREE = new Crew(2, 0, 2, 2, 3);
    private static final Ahead NONE = new Ahead(0, true);

    @Test
    void whatIsNotDueSaysWhen() {
        var told = Explanation.of(standing(TaskState.SCHEDULED, null, false, null, FREE));
        assertEquals("not_due", told.code());
        assertEquals(5.0, told.dueInSeconds());
        assertEquals(LATER, told.dueAt());
        assertTrue(told.message().contains("2030-01-01T00:00:05.000Z, in 5 seconds"), told::message);
        assertNull(told.position());
    }

    @Test
    void whatWillHinderATaskLaterIsSaidAheadOfTime() {
        var told = Explanation.of(standing(TaskState.RETRYING, Cause.EXIT_CODE, true, null, NOBODY));
        assertEquals(List.of("retry_not_due", "queue_paused", "no_worker"), codes(told));
        assertTrue(told.message().contains("exit status 3"), told::message);
    }

    @Test
    void reasonsOfAPendingTaskComeInTheOrderInWhichTheyAreToBeRemoved() {
        assertEquals(List.of("queue_paused"), codes(pending(true, NONE, FREE)));
        assertEquals(List.of("no_worker"), codes(pending(false, NONE, NOBODY)));
        assertEquals(List.of("no_executable"), codes(pending(false, NONE, new Crew(1, 0, 0, 0, 0))));
        assertEquals(List.of("workers_draining"), codes(pending(false, NONE, new Crew(2, 1, 1, 0, 0))));
        assertEquals(List.of("workers_busy"), codes(pending(false, NONE, new Crew(2, 0, 2, 2, 0))));
        assertEquals(
                List.of("workers_busy", "behind_others"),
                codes(pending(false, new Ahead(7, true), new Crew(2, 0, 2, 2, 0))));
        assertEquals(List.of("behind_others"), codes(pending(false, new Ahead(7, true), FREE)));
        assertEquals(List.of("about_to_start"), codes(pending(false, NONE, FREE)));
    }

    @Test
    void noWorkerSaysHowToGetOne() {
        assertEquals(
                "No live worker serves the queue reports. Start one with `queues: [reports]`.",
                pending(false, NONE, NOBODY).message());
    }

    @Test
    void positionIsSaidOnlyWhereItIsKnown() {
        var counted = pending(false, new Ahead(7, true), FREE);
        assertEquals(8, counted.position());
        assertEquals(7, counted.pendingAhead());
        var many = pending(false, new Ahead(5000, false), FREE);
        assertNull(many.position());
        assertTrue(many.message().startsWith("More than 5000 pending tasks"), many::message);
        assertTrue(pending(false, new Ahead(1, true), FREE)
                .message()
                .startsWith("1 pending task of the queue reports comes"));
        assertNull(pending(false, null, FREE).pendingAhead());
    }

    @Test
    void runningTaskOfASilentWorkerSaysSo() {
        var lively = running(LATER);
        assertEquals("running", lively.code());
        assertFalse(lively.message().contains("silent"));
        assertTrue(running(NOW.minusSeconds(1)).message().contains("silent"));
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyFailureIsToldInASentence(Cause cause) {
        var told = Explanation.of(standing(TaskState.FAILED, cause, false, null, NOBODY));
        assertEquals("failed", told.code());
        assertTrue(
                told.message().startsWith("It failed at 2030-01-01T00:00:05.000Z after 2 attempts: "), told::message);
        assertFalse(told.message().contains("null"), told::message);
        assertNull(told.workers());
    }

    @Test
    void goodAndCancelledEndsAreToldToo() {
        assertEquals(
                "It succeeded at 2030-01-01T00:00:05.000Z after 2 attempts: its program ended with exit status 3.",
                Explanation.of(standing(TaskState.SUCCEEDED, null, false, null, NOBODY))
                        .message());
        assertEquals(
                "An operator cancelled it at 2030-01-01T00:00:05.000Z, before it ran.",
                Explanation.of(standing(TaskState.CANCELLED, Cause.CANCELLED, false, null, NOBODY))
                        .message());
    }

    private static List<String> codes(Explanation told) {
        return told.reasons().stream().map(Explanation.Said::code).toList();
    }

    private static Explanation pending(boolean paused, @Nullable Ahead ahead, Crew crew) {
        return Explanation.of(standing(TaskState.PENDING, null, paused, ahead, crew));
    }

    private static Explanation running(Instant leaseEnds) {
        var standing = standing(TaskState.RUNNING, null, false, null, FREE);
        return Explanation.of(new Standing(standing.task(), NOW, leaseEnds, false, false, null, FREE));
    }

    private static Standing standing(
            TaskState state, @Nullable Cause cause, boolean paused, @Nullable Ahead ahead, Crew crew) {
        var task = new TaskView(
                "7f000000-0000-4000-8000-000000000001",
                "report",
                List.of(),
                "reports",
                4,
                state,
                2,
                3,
                NOW,
                LATER,
                NOW,
                LATER,
                "w1",
                3,
                9,
                null,
                null,
                null,
                null,
                cause,
                List.of());
        return new Standing(task, NOW, null, paused, false, ahead, crew);
    }
}
