package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.TaskState;
import io.kingtask.store.ScheduleStore.Begin;
import io.kingtask.store.ScheduleStore.Changed;
import io.kingtask.store.ScheduleStore.NewSchedule;
import io.kingtask.store.ScheduleStore.Put;
import io.kingtask.store.ScheduleStore.Settled;
import io.kingtask.store.ScheduleStore.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store does with schedules, over three partitions. */
final class ScheduleStoreIT {

    private static LocalRedis server;
    private static StoreFixture fixture;

    private ScheduleStore schedules;
    private Instant now;

    @BeforeAll
    static void start() {
        server = LocalRedis.start();
        fixture = new StoreFixture(server.address(), 3);
    }

    @AfterAll
    static void stop() {
        fixture.close();
        server.close();
    }

    @BeforeEach
    void clear() {
        fixture.redis.flushAll();
        schedules = fixture.store.schedules();
        now = schedules.look().now();
    }

    private static NewSchedule schedule(String name, String rhythm, @Nullable Boolean paused) {
        return new NewSchedule(name, "{\"of\":\"" + name + "\"}", rhythm, "example", "default", paused);
    }

    /** A schedule whose first firing was a second ago. */
    private StoredSchedule due(String name) {
        schedules.put(schedule(name, "r", null), new Begin(now.minusSeconds(2), now.minusSeconds(1)), false);
        return stored(name);
    }

    private StoredSchedule stored(String name) {
        return schedules.find(name).orElseThrow();
    }

    private Settled fire(StoredSchedule schedule, Instant firing, long maxPending) {
        var task = StoreFixture.now("1").withId(schedules.taskId(schedule.name(), firing));
        return schedules.fire(new Settlement(schedule, firing, now.plusSeconds(9), 0), task, maxPending);
    }

    @Test
    void keepsWhatIsPut() {
        var begin = new Begin(now, now.plusSeconds(5));
        assertEquals(Put.CREATED, schedules.put(schedule("a", "r", null), begin, false));
        assertEquals(Put.EXISTS, schedules.put(schedule("a", "other", true), begin, false));
        var kept = stored("a");
        assertEquals("{\"of\":\"a\"}", kept.definition());
        assertEquals(now, kept.settledUntil());
        assertEquals(now.plusSeconds(5), kept.nextFiring());
        assertNull(kept.lastFiring());
        assertEquals(0, kept.missedFirings());
        assertTrue(!kept.paused());
        assertTrue(schedules.find("b").isEmpty());
    }

    @Test
    void replacingForgetsWhatHasNotFiredOnlyWhereTheRhythmChanges() {
        due("a");
        var later = new Begin(now, now.plusSeconds(60));
        assertEquals(Put.REPLACED, schedules.put(schedule("a", "r", null), later, true));
        assertEquals(now.minusSeconds(1), stored("a").nextFiring());
        assertEquals(Put.REPLACED, schedules.put(schedule("a", "s", null), later, true));
        assertEquals(now.plusSeconds(60), stored("a").nextFiring());
    }

    @Test
    void pausedOnesAreNeverDueAndStayPausedWhenReplaced() {
        due("a");
        assertEquals(Changed.OK, schedules.pause("a"));
        assertEquals(List.of(), schedules.look().due());
        schedules.put(schedule("a", "s", null), new Begin(now, now.plusSeconds(60)), true);
        assertTrue(stored("a").paused());
        assertEquals(Settled.STALE, fire(stored("a"), now.minusSeconds(1), 0));
        assertEquals(Changed.OK, schedules.resume(stored("a"), new Begin(now, now.plusSeconds(3))));
        assertEquals(now.plusSeconds(3), stored("a").nextFiring());
        assertEquals(Changed.UNKNOWN, schedules.pause("b"));
    }

    @Test
    void resumingAnOldRevisionIsStale() {
        due("a");
        schedules.pause("a");
        var old = stored("a");
        schedules.put(schedule("a", "s", null), new Begin(now, null), true);
        assertEquals(Changed.STALE, schedules.resume(old, new Begin(now, null)));
        schedules.delete("a");
        assertEquals(Changed.UNKNOWN, schedules.resume(old, new Begin(now, null)));
    }

    @Test
    void lookFindsWhatIsDueAndWhenTheNextIs() {
        assertNull(schedules.look().untilNext());
        long before = schedules.look().changes();
        due("a");
        schedules.put(schedule("b", "r", null), new Begin(now, now.plusSeconds(60)), false);
        var look = schedules.look();
        assertEquals(List.of("a"), look.due());
        assertNotEquals(before, look.changes());
        var untilNext = look.untilNext();
        assertTrue(untilNext != null && untilNext.compareTo(Duration.ofSeconds(60)) <= 0);
        assertEquals(look.changes(), schedules.look().changes());
    }

    @Test
    void firingMakesOneTaskHoweverOftenItIsTried() {
        var schedule = due("a");
        var firing = now.minusSeconds(1);
        assertEquals(Settled.OK, fire(schedule, firing, 0));
        assertEquals(Settled.STALE, fire(schedule, firing, 0));
        var after = stored("a");
        assertEquals(firing, after.lastFiring());
        assertEquals(firing, after.settledUntil());
        assertEquals(now.plusSeconds(9), after.nextFiring());
        assertEquals(schedules.taskId("a", firing), after.lastTask());
        assertEquals(
                TaskState.PENDING,
                fixture.view(String.valueOf(after.lastTask())).state());
        assertEquals(1, fixture.tasks.stats().accepted());
        assertTrue(fixture.tasks.audit().balanced());
    }

    @Test
    void manyBrokersAtOnceMakeOneTask() throws InterruptedException {
        var schedule = due("a");
        var answers = new ConcurrentLinkedQueue<Settled>();
        var done = new CountDownLatch(8);
        IntStream.range(0, 8).forEach(i -> new Thread(() -> {
                    answers.add(fire(schedule, now.minusSeconds(1), 0));
                    done.countDown();
                })
                .start());
        assertTrue(done.await(30, TimeUnit.SECONDS));
        assertEquals(1, answers.stream().filter(Settled.OK::equals).count());
        assertEquals(1, fixture.tasks.stats().accepted());
    }

    @Test
    void firingStaysDueWhereItCannotBeMade() {
        var schedule = due("a");
        assertEquals(Settled.EARLY, fire(schedule, now.plusSeconds(60), 0));
        fixture.submit(StoreFixture.now().withId(schedules.taskId("x", now)));
        assertEquals(Settled.FULL, fire(schedule, now.minusSeconds(1), 1));
        assertEquals(List.of("a"), schedules.look().due());
        assertEquals(Settled.OK, fire(schedule, now.minusSeconds(1), 10));
    }

    @Test
    void changedScheduleIsNotFiredAsItWas() {
        var schedule = due("a");
        schedules.put(schedule("a", "r", null), new Begin(now, null), true);
        assertEquals(Settled.STALE, fire(schedule, now.minusSeconds(1), 0));
        assertEquals(Settled.OK, fire(stored("a"), now.minusSeconds(1), 0));
        schedules.delete("a");
        assertEquals(Settled.STALE, fire(schedule, now.minusSeconds(1), 0));
    }

    @Test
    void missedFiringsAreCounted() {
        var schedule = due("a");
        assertEquals(Settled.OK, schedules.skip(new Settlement(schedule, now.minusSeconds(1), null, 5)));
        assertEquals(5, stored("a").missedFirings());
        assertNull(stored("a").nextFiring());
        assertNull(stored("a").lastTask());
        assertEquals(List.of(), schedules.look().due());
        assertEquals(0, fixture.tasks.stats().accepted());
    }

    @Test
    void taskIdsDifferByNameAndFiring() {
        assertEquals(schedules.taskId("a", now), schedules.taskId("a", now));
        assertNotEquals(schedules.taskId("a", now), schedules.taskId("b", now));
        assertNotEquals(schedules.taskId("a", now), schedules.taskId("a", now.plusSeconds(1)));
    }

    @Test
    void listIsByNameInPages() {
        for (var name : List.of("b", "a", "C", "a-1")) {
            due(name);
        }
        var first = schedules.list(3, null);
        assertEquals(
                List.of("C", "a", "a-1"),
                first.items().stream().map(StoredSchedule::name).toList());
        var second = schedules.list(3, first.nextCursor());
        assertEquals("b", second.items().get(0).name());
        assertNull(second.nextCursor());
        assertEquals(Changed.OK, schedules.delete("b"));
        assertEquals(Changed.UNKNOWN, schedules.delete("b"));
        assertNull(schedules.list(3, null).nextCursor());
    }

    @Test
    void dueListHasSchedulesAmongTasks() {
        fixture.submit(StoreFixture.task(schedules.taskId("t", now), now.plusSeconds(30), null, List.of()));
        schedules.put(schedule("early", "r", null), new Begin(now, now.plusSeconds(20)), false);
        schedules.put(schedule("late", "r", null), new Begin(now, now.plusSeconds(40)), false);
        var due = fixture.timers.due(10, null).items();
        assertEquals(
                List.of("schedule", "scheduled", "schedule"),
                due.stream().map(TimerStore.Due::kind).toList());
        assertEquals("early", due.get(0).schedule());
        assertNull(due.get(0).id());
        assertNull(due.get(1).schedule());
        assertEquals(now.plusSeconds(40), due.get(2).dueAt());
    }

    @Test
    void changesAreAnnounced() throws Exception {
        var connected = new CountDownLatch(1);
        var heard = new CountDownLatch(4);
        var listener = new StoreEvents.Listener() {
            @Override
            public void reconnected() {
                connected.countDown();
            }

            @Override
            public void schedulesChanged() {
                heard.countDown();
            }
        };
        try (var events = fixture.store.brokerEvents(listener)) {
            assertTrue(connected.await(30, TimeUnit.SECONDS), events::toString);
            due("a");
            schedules.pause("a");
            schedules.resume(stored("a"), new Begin(now, null));
            schedules.delete("a");
            assertTrue(heard.await(30, TimeUnit.SECONDS));
        }
    }
}
