package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Durability;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskState;
import io.kingtask.client.WorkerState;
import io.kingtask.store.QueueStore.Purge;
import io.kingtask.store.QueueStore.QueueView;
import io.kingtask.store.StandingStore.Ahead;
import io.kingtask.store.StandingStore.Crew;
import io.kingtask.store.StandingStore.Standing;
import io.kingtask.store.WorkStore.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What operators ask of every store: queues, workers, and where tasks stand; a subclass says over how many partitions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OperatorContract {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<String> DEFAULT = List.of("default");

    private final WorkStore.Worker worker = StoreFixture.worker("worker-1");
    private final RedisUnderTest server = startRedis();
    private StoreFixture fixture = new StoreFixture(server.address(), partitions());

    abstract RedisUnderTest startRedis();

    abstract int partitions();

    @BeforeEach
    void open() {
        fixture.close();
        fixture = new StoreFixture(server.address(), partitions());
    }

    @AfterAll
    void close() {
        fixture.close();
        server.close();
    }

    private void beat(WorkStore.Worker who, String... executables) {
        fixture.work.heartbeat(who, Set.of(executables), List.of(), false);
    }

    private QueueView queue(String name) {
        return fixture.queues.find(name).orElseThrow();
    }

    private Standing standing(String id) {
        return fixture.standings.find(id).orElseThrow();
    }

    private @Nullable Ahead ahead(String id) {
        return standing(id).ahead();
    }

    private String submit(int priority, String executable) {
        return fixture.submit(new NewTask(
                TaskId.next(),
                executable,
                List.of(),
                null,
                null,
                List.of(),
                NewTask.DEFAULT_QUEUE,
                priority,
                null,
                null,
                Map.of(),
                null,
                HOUR,
                null,
                Durability.MEMORY,
                null,
                null,
                null));
    }

    /** So that the next task waits for less long than those before. */
    private static void passAMillisecond() {
        long now = System.currentTimeMillis();
        StoreFixture.await(() -> System.currentTimeMillis() > now + 1);
    }

    @Test
    void queuesAreThoseEverUsedServedOrPaused() {
        assertEquals(List.of(), fixture.queues.list(10, null).items());
        fixture.submit(StoreFixture.now());
        fixture.claim(worker);
        fixture.submit(StoreFixture.now());
        fixture.work.heartbeat(
                new WorkStore.Worker("other", "h", 2, "1", List.of("served", "default"), 4, HOUR),
                Set.of(),
                List.of(),
                false);
        fixture.queues.pause("ahead");
        var first = fixture.queues.list(2, null);
        assertEquals(
                List.of("ahead", "default"),
                first.items().stream().map(QueueView::name).toList());
        var rest = fixture.queues.list(2, first.nextCursor());
        assertEquals(List.of(new QueueView("served", false, 0, 0, 1, null)), rest.items());
        assertNull(rest.nextCursor());
        assertTrue(first.items().get(0).paused());
        var used = first.items().get(1);
        assertEquals(List.of(1L, 1L, 1L), List.of(used.pending(), used.running(), (long) used.workers()));
        assertTrue(fixture.queues.find("unheard-of").isEmpty());
    }

    @Test
    void pausedQueueGivesNothingUntilItIsResumed() {
        var run = fixture.submit(StoreFixture.now());
        fixture.claim(worker);
        fixture.queues.pause("default");
        fixture.submit(StoreFixture.now());
        assertEquals(List.of(), fixture.work.claim(worker, DEFAULT, 4));
        assertEquals(TaskState.RUNNING, fixture.view(run).state());
        beat(worker);
        while (fixture.work.awaitWork(worker, DEFAULT, Duration.ofMillis(50))) {
            assertEquals(List.of(), fixture.work.claim(worker, DEFAULT, 4));
        }
        fixture.queues.resume("default");
        assertTrue(fixture.work.awaitWork(worker, DEFAULT, Duration.ofSeconds(30)), "the resumption wakes a worker");
        assertEquals(1, fixture.work.claim(worker, DEFAULT, 4).size());
    }

    @Test
    void oldestPendingTaskIsFoundWhateverItsPriorityAndWhoeverWasCancelled() {
        var cancelled = submit(9, "example");
        passAMillisecond();
        var low = submit(0, "example");
        passAMillisecond();
        submit(9, "example");
        fixture.tasks.cancel(cancelled);
        assertSameAge(low);
        fixture.tasks.retry(cancelled);
        assertSameAge(low);
        fixture.tasks.cancel(low);
        assertEquals(2, queue("default").pending());
        fixture.work.claim(worker, DEFAULT, 4);
        fixture.work.claim(worker, DEFAULT, 4);
        fixture.work.claim(worker, DEFAULT, 4);
        assertEquals(new QueueView("default", false, 0, 2, 0, null), queue("default"));
    }

    /** That the queue is as old as the task: its age lies between two readings of the task's own. */
    private void assertSameAge(String id) {
        long before = age(id);
        double seconds = Objects.requireNonNull(queue("default").oldestPendingSeconds());
        assertTrue(seconds * 1000 >= before - 1 && seconds * 1000 <= age(id) + 1, () -> before + " ms, " + seconds);
    }

    private long age(String id) {
        var standing = standing(id);
        return Duration.between(Objects.requireNonNull(standing.task().startTime()), standing.now())
                .toMillis();
    }

    @Test
    void taskKeptAsideIsPendingAndAges() {
        var id = submit(4, "elsewhere");
        fixture.work.park(worker, fixture.claim(worker).run());
        assertEquals(1, queue("default").pending());
        assertSameAge(id);
        assertTrue(standing(id).aside());
        assertNull(ahead(id));
    }

    @Test
    void purgeCancelsAllThatIsPendingAndNothingElse() {
        var running = fixture.submit(StoreFixture.now());
        fixture.claim(worker);
        var aside = submit(4, "elsewhere");
        fixture.work.park(worker, fixture.claim(worker).run());
        var scheduled = fixture.submit(StoreFixture.task(TaskId.next(), null, HOUR, List.of()));
        var pending =
                IntStream.range(0, 700).mapToObj(i -> submit(i % 10, "example")).toList();
        assertEquals(new Purge.MorePending(701), fixture.queues.purge("default", 700L));
        assertEquals(701, queue("default").pending());
        assertEquals(new Purge.Done(701), fixture.queues.purge("default", 701L));
        assertInstanceOf(Purge.Unknown.class, fixture.queues.purge("unheard-of", null));
        assertEquals(TaskState.CANCELLED, fixture.view(pending.get(699)).state());
        assertEquals(TaskState.CANCELLED, fixture.view(aside).state());
        assertEquals(TaskState.RUNNING, fixture.view(running).state());
        assertEquals(TaskState.SCHEDULED, fixture.view(scheduled).state());
        assertEquals(
                List.of(), fixture.redis.keys("kingtask:{*}:queue:*").stream().toList());
        assertTrue(fixture.tasks.audit().balanced());
        assertEquals(new Purge.Done(0), fixture.queues.purge("default", null));
    }

    @Test
    void workersAreShownWithWhatTheyRun() {
        beat(worker, "b", "a");
        var id = fixture.submit(StoreFixture.now());
        var task = fixture.claim(worker);
        var seen = fixture.fleet.find("worker-1").orElseThrow();
        assertEquals(List.of("a", "b"), seen.executables());
        assertEquals(DEFAULT, seen.queues());
        assertEquals(new FleetStore.Slots(1, 4), seen.slots());
        assertEquals(WorkerState.RUNNING, seen.state());
        assertEquals(List.of(new FleetStore.RunningTask(id, "example", 1, task.claimedAt())), seen.running());
        assertFalse(seen.lastSeen().isBefore(seen.startedAt()));
        fixture.work.finish(worker, StoreFixture.success(task.run(), ""));
        assertEquals(List.of(), fixture.fleet.list(10, null).items().get(0).running());
        fixture.work.unregister(worker);
        assertTrue(fixture.fleet.find("worker-1").isEmpty());
        assertNull(fixture.fleet.list(10, null).nextCursor());
    }

    @Test
    void silentWorkerIsLostAndServesNoQueue() {
        var brief = StoreFixture.worker("brief", Duration.ofMillis(1));
        beat(brief);
        StoreFixture.await(() -> fixture.fleet.find("brief").orElseThrow().state() == WorkerState.LOST);
        assertEquals(0, queue("default").workers());
    }

    @Test
    void drainedWorkerIsGivenNothingUntilItIsResumed() {
        beat(worker, "example");
        var running = fixture.submit(StoreFixture.now());
        var run = fixture.claim(worker).run();
        var waiting = fixture.submit(StoreFixture.now());
        assertTrue(fixture.fleet.drain("worker-1"));
        assertEquals(
                WorkerState.DRAINING,
                fixture.fleet.find("worker-1").orElseThrow().state());
        assertEquals(0, queue("default").workers());
        assertEquals(Wish.DRAIN, fixture.work.heartbeat(worker, null, List.of(run), false));
        var answer = fixture.work.turn(worker, List.of(StoreFixture.success(run, "1")), DEFAULT, 1);
        assertEquals(List.of(), answer.claimed());
        assertEquals(TaskState.SUCCEEDED, fixture.view(running).state());
        assertEquals(new Crew(1, 1, 1, 0, 0), standing(waiting).crew());
        assertTrue(fixture.fleet.resume("worker-1"));
        assertEquals(Wish.WORK, fixture.work.heartbeat(worker, null, List.of(), false));
        assertEquals(waiting, fixture.claim(worker).id());
        assertFalse(fixture.fleet.drain("unheard-of"));
    }

    @Test
    void workerThatIsStartedAnewIsNotDrained() {
        beat(worker);
        fixture.fleet.drain("worker-1");
        var successor = new WorkStore.Worker(
                worker.name(), worker.host(), 2, "2", worker.queues(), worker.slots(), worker.lease());
        assertEquals(Wish.WORK, fixture.work.heartbeat(successor, Set.of(), List.of(), false));
        assertEquals(
                WorkerState.RUNNING,
                fixture.fleet.find("worker-1").orElseThrow().state());
    }

    @Test
    void aheadAreHigherPrioritiesAndEarlierTasksThatStillWait() {
        var ids = new ArrayList<String>();
        for (int priority : new int[] {4, 0, 9, 4, 9, 4}) {
            ids.add(submit(priority, "example"));
            passAMillisecond();
        }
        assertEquals(new Ahead(0, true), ahead(ids.get(2)));
        assertEquals(new Ahead(2, true), ahead(ids.get(0)));
        assertEquals(new Ahead(4, true), ahead(ids.get(5)));
        assertEquals(new Ahead(5, true), ahead(ids.get(1)));
        fixture.tasks.cancel(ids.get(2));
        fixture.tasks.cancel(ids.get(3));
        assertEquals(new Ahead(2, true), ahead(ids.get(5)));
        fixture.tasks.retry(ids.get(2));
        assertEquals(new Ahead(3, true), ahead(ids.get(5)), "a task that stands in a list twice counts once");
        assertNull(ahead(ids.get(3)));
    }

    @Test
    void tasksKeptAsideAreAheadOnceAWorkerHasTheirExecutable() {
        submit(4, "elsewhere");
        fixture.work.park(worker, fixture.claim(worker).run());
        beat(worker, "example");
        var id = submit(9, "example");
        assertEquals(new Ahead(0, true), ahead(id));
        beat(worker, "elsewhere");
        // Whether the two are in one partition is chance where there are several.
        assertEquals(new Ahead(1, true), ahead(id));
    }

    @Test
    void endlessQueueIsNotCountedToItsEnd() {
        for (int i = 0; i < 4; i++) {
            fixture.tasks.submit(
                    IntStream.range(0, RedisStandingStore.ROOM / 2)
                            .mapToObj(n -> StoreFixture.now())
                            .toList(),
                    0);
        }
        passAMillisecond();
        var last = Objects.requireNonNull(ahead(submit(4, "example")));
        int together = Math.min(RedisStandingStore.ROOM * partitions(), RedisStandingStore.ROOM * 2);
        assertEquals(partitions() > 2, last.all(), last::toString);
        assertEquals(together, last.tasks());
    }

    @Test
    void crewCountsWhoServesWhoHasItAndWhoIsFree() {
        var id = fixture.submit(StoreFixture.now());
        assertEquals(new Crew(0, 0, 0, 0, 0), standing(id).crew());
        beat(worker, "example");
        beat(StoreFixture.worker("without"), "other");
        beat(new WorkStore.Worker("elsewhere", "h", 1, "1", List.of("mail"), 4, HOUR), "example");
        assertEquals(new Crew(2, 0, 1, 1, 4), standing(id).crew());
        fixture.claim(worker);
        var standing = standing(id);
        assertEquals(new Crew(2, 0, 1, 1, 3), standing.crew());
        assertNotNull(standing.leaseEnds());
        assertTrue(standing.leaseEnds().isAfter(standing.now()));
        assertTrue(fixture.standings.find(TaskId.next()).isEmpty());
    }
}
