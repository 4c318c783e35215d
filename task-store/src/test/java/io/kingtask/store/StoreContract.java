package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Cause;
import io.kingtask.client.Durability;
import io.kingtask.client.FailureRule;
import io.kingtask.client.OutputName;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import io.kingtask.store.TaskStore.Changed;
import io.kingtask.store.TaskStore.Submitted;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Finished;
import io.kingtask.store.WorkStore.Outcome;
import io.kingtask.store.WorkStore.Renewed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every store must do, whatever lies under it; a subclass says over how many partitions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration BRIEF = Duration.ofMillis(1);
    private static final List<String> DEFAULT = List.of("default");

    private final WorkStore.Worker worker = StoreFixture.worker("worker-1");
    private final WorkStore.Worker brief = StoreFixture.worker("brief", BRIEF);
    private final RedisUnderTest server = startRedis();
    private StoreFixture fixture = new StoreFixture(server.address(), partitions());

    abstract RedisUnderTest startRedis();

    abstract int partitions();

    /** Whether the primary has a replica. */
    boolean hasReplica() {
        return false;
    }

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

    @Test
    void handsThePayloadOverWithTheClaim() {
        var task = new NewTask(
                TaskId.next(),
                "example",
                List.of("", "a b", "\"q\"", "\n", "日本 é"),
                null,
                null,
                List.of(Duration.ofMillis(5500), HOUR),
                "mail",
                9,
                Duration.ofSeconds(3),
                "in\nput",
                Map.of("A", "1"),
                null,
                HOUR,
                FailureRule.EXIT_CODE,
                Durability.MEMORY,
                "00-trace",
                null,
                "ab12");
        fixture.submit(task);
        var claimed = fixture.work.claim(worker, List.of("mail"), 1).get(0);
        assertEquals(task.id(), claimed.id());
        assertEquals(task.args(), claimed.args());
        assertEquals(task.retryIntervals(), claimed.retryIntervals());
        assertEquals(task.timeout(), claimed.timeout());
        assertEquals(task.stdin(), claimed.stdin());
        assertEquals(task.env(), claimed.env());
        assertEquals(task.failureRule(), claimed.failureRule());
        assertEquals(task.traceparent(), claimed.traceparent());
        assertEquals(task.sha256(), claimed.sha256());
        assertEquals(1, claimed.attempt());
        var view = fixture.view(task.id());
        assertEquals(task.args(), view.args());
        assertEquals("worker-1", view.worker());
        assertEquals(3, view.maxAttempts());
        assertEquals(1, view.attempts().size());
    }

    @Test
    void submittingAnIdAgainChangesNothing() {
        var task = StoreFixture.now("1");
        assertEquals(List.of(Submitted.ACCEPTED), fixture.answers(List.of(task), 0));
        assertEquals(List.of(Submitted.EXISTS), fixture.answers(List.of(task), 0));
        assertEquals(1, claimAll().size());
    }

    @Test
    void idempotencyKeyWithAnotherBodyIsAConflict() {
        var id = TaskId.derivedFrom("key");
        assertEquals(
                List.of(Submitted.ACCEPTED),
                fixture.answers(List.of(StoreFixture.task(id, Durability.MEMORY, "d1")), 0));
        assertEquals(
                List.of(Submitted.EXISTS), fixture.answers(List.of(StoreFixture.task(id, Durability.MEMORY, "d1")), 0));
        assertEquals(
                List.of(Submitted.CONFLICT),
                fixture.answers(List.of(StoreFixture.task(id, Durability.MEMORY, "d2")), 0));
    }

    @Test
    void replicaDurabilityIsClaimedOnlyWhereAReplicaHasTheTask() {
        var task = StoreFixture.task(TaskId.next(), Durability.REPLICA, null);
        assertEquals(
                List.of(hasReplica() ? Submitted.ACCEPTED : Submitted.NOT_REPLICATED),
                fixture.answers(List.of(task), 0));
    }

    @Test
    void beyondTheBoundASubmissionIsRefused() {
        var same = StoreFixture.now();
        var tasks = IntStream.range(0, 100).mapToObj(i -> StoreFixture.now()).toList();
        var answers = fixture.answers(tasks, 3L * partitions());
        assertEquals(
                3L * partitions(),
                answers.stream().filter(Submitted.ACCEPTED::equals).count());
        assertEquals(
                100 - 3L * partitions(),
                answers.stream().filter(Submitted.FULL::equals).count());
        assertEquals(List.of(Submitted.ACCEPTED), fixture.answers(List.of(same), 0));
    }

    @Test
    void higherPriorityGoesFirstAndOrderIsKeptWithin() {
        var sameKey = IntStream.range(0, 4).mapToObj(i -> idInPartitionZero()).toList();
        int[] priorities = {0, 4, 9, 4};
        for (int i = 0; i < 4; i++) {
            fixture.submit(new NewTask(
                    sameKey.get(i),
                    "example",
                    List.of(),
                    null,
                    null,
                    List.of(),
                    "default",
                    priorities[i],
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
        var order = claimAll().stream().map(ClaimedTask::id).toList();
        assertEquals(List.of(sameKey.get(2), sameKey.get(1), sameKey.get(3), sameKey.get(0)), order);
    }

    private String idInPartitionZero() {
        return Stream.generate(TaskId::next)
                .filter(id -> Math.floorMod(id.hashCode(), partitions()) == 0)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void claimTakesNoMoreThanAskedAndNothingTwice() {
        var ids = new HashSet<String>();
        IntStream.range(0, 20).forEach(i -> ids.add(fixture.submit(StoreFixture.now())));
        var claimed = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            var batch = fixture.work.claim(worker, DEFAULT, 3);
            assertTrue(batch.size() <= 3);
            batch.forEach(task -> claimed.add(task.id()));
        }
        assertEquals(20, claimed.size());
        assertEquals(ids, new HashSet<>(claimed));
    }

    @Test
    void finishStoresTheBytesAndDropsTheLease() {
        var id = fixture.submit(StoreFixture.now());
        var run = fixture.claim(worker).run();
        byte[] bytes = {(byte) 0xFF, 0, 'a'};
        var finish = new Finish(run, Outcome.SUCCEEDED, 0, null, bytes, new byte[0], null, null, null);
        assertEquals(Finished.OK, fixture.work.finish(worker, finish));
        assertArrayEquals(
                bytes,
                fixture.store
                        .outputs()
                        .whole(id, OutputName.STDOUT)
                        .orElseThrow()
                        .bytes());
        assertEquals("\uFFFD\0a", fixture.view(id).result());
        assertEquals(0, fixture.timers.takeOverExpired(10));
        assertEquals(Finished.OK, fixture.work.finish(worker, finish), "a repetition of the same result is no refusal");
    }

    @Test
    void eachRunKeepsTheDigestOfTheFileThatItRan() {
        var id = fixture.submit(StoreFixture.now());
        var bare = StoreFixture.success(fixture.claim(worker).run(), "57");
        fixture.work.finish(worker, bare.withSha256("ab12"));
        assertEquals("ab12", fixture.view(id).attempts().get(0).sha256());
    }

    @Test
    void resultIsKeptAsLongAsTaskElseWorkerElseBrokerSays() {
        var id = fixture.submit(StoreFixture.now());
        var finish = new Finish(
                fixture.claim(worker).run(),
                Outcome.SUCCEEDED,
                0,
                null,
                new byte[0],
                new byte[0],
                null,
                null,
                Duration.ofMillis(50));
        fixture.work.finish(worker, finish);
        StoreFixture.await(() -> fixture.tasks.find(id).isEmpty());
        StoreFixture.await(() -> fixture.timers.trimExpired(100) == 1);
        assertEquals("1", fixture.redis.hget(RedisKeys.COUNTS.in(partitionOf(id)), "expired"));
        assertEquals("0", fixture.redis.hget(RedisKeys.COUNTS.in(partitionOf(id)), "succeeded"));
    }

    @Test
    void receiptTellsTheMomentOfCreation() {
        var task = StoreFixture.now();
        var receipt = fixture.tasks.submit(List.of(task), 0).get(0);
        assertEquals(fixture.view(task.id()).createdAt(), receipt.at());
    }

    private int partitionOf(String id) {
        return Math.floorMod(id.hashCode(), partitions());
    }

    @Test
    void failureComesBackWhenItsPauseIsOverAndNotBefore() {
        var id = fixture.submit(StoreFixture.task(TaskId.next(), null, null, List.of(HOUR)));
        fixture.work.finish(worker, StoreFixture.failure(fixture.claim(worker).run(), Duration.ofMillis(100)));
        var view = fixture.view(id);
        assertEquals(TaskState.RETRYING, view.state());
        assertEquals("half", view.result());
        var due = view.startTime();
        assertNotNull(due);
        StoreFixture.await(() -> fixture.timers.promote(10).promoted() == 1);
        var again = fixture.claim(worker);
        assertFalse(again.claimedAt().isBefore(due));
        assertEquals(2, again.attempt());
        assertNull(fixture.view(id).result(), "the output of the attempt before is gone");
        assertEquals(Cause.EXIT_CODE, fixture.view(id).attempts().get(0).cause());
    }

    @Test
    void aRedisThatHasForgottenARunGivesTheNextOneALargerFence() {
        var task = StoreFixture.now();
        fixture.submit(task);
        var forgotten = fixture.claim(worker).run();
        long now = System.currentTimeMillis();
        StoreFixture.await(() -> System.currentTimeMillis() > now);
        fixture.redis.flushAll();
        fixture.submit(task);
        assertTrue(fixture.claim(worker).run().fence() > forgotten.fence());
    }

    @Test
    void lostTaskRunsAgainWithoutAChargeAndItsLateResultIsRefused() {
        var id = fixture.submit(StoreFixture.now());
        var lost = fixture.claim(brief).run();
        StoreFixture.await(() -> fixture.timers.takeOverExpired(10) == 1);
        assertEquals(Finished.NOT_OWNER, fixture.work.finish(brief, StoreFixture.success(lost, "late")));
        var again = fixture.claim(worker);
        assertEquals(1, again.attempt());
        assertTrue(again.run().fence() > lost.fence());
        assertEquals(Finished.NOT_OWNER, fixture.work.finish(brief, StoreFixture.success(lost, "late")));
        assertEquals(Finished.NOT_OWNER, fixture.work.handBack(brief, lost));
        assertEquals(Map.of(lost, Renewed.NOT_OWNER), fixture.work.renew(brief, List.of(lost)));
        assertEquals(TaskState.RUNNING, fixture.view(id).state());
        assertEquals(Cause.WORKER_LOST, fixture.view(id).attempts().get(0).cause());
    }

    @Test
    void thirdLossIsTheLast() {
        var id = fixture.submit(StoreFixture.now());
        for (int loss = 1; loss <= 3; loss++) {
            fixture.claim(brief);
            StoreFixture.await(() -> fixture.timers.takeOverExpired(10) == 1);
        }
        assertEquals(TaskState.FAILED, fixture.view(id).state());
        assertEquals(Cause.WORKER_LOST, fixture.view(id).cause());
    }

    @Test
    void successorTakesWhatItsDeadPredecessorHeldAndNothingElse() {
        var held = fixture.submit(StoreFixture.now());
        var old = fixture.claim(worker).run();
        fixture.submit(StoreFixture.now());
        var other = fixture.claim(StoreFixture.worker("other")).run();
        assertEquals(List.of(held), fixture.work.succeedPredecessor(worker));
        assertEquals(TaskState.RUNNING, fixture.view(other.id()).state());
        assertEquals(Finished.NOT_OWNER, fixture.work.finish(worker, StoreFixture.success(old, "late")));
        assertEquals(held, fixture.claim(worker).id());
    }

    @Test
    void renewalKeepsATask() {
        fixture.submit(StoreFixture.now());
        var run = fixture.claim(brief).run();
        assertEquals(Map.of(run, Renewed.OK), fixture.work.renew(StoreFixture.worker("brief", HOUR), List.of(run)));
        assertEquals(0, fixture.timers.takeOverExpired(10));
    }

    @Test
    void handedBackTaskIsFirstInItsQueueAndNotCharged() {
        var first = fixture.submit(StoreFixture.now());
        var run = fixture.claim(worker).run();
        fixture.submit(StoreFixture.now());
        assertEquals(Finished.OK, fixture.work.handBack(worker, run));
        var all = claimAll();
        assertEquals(2, all.size());
        assertTrue(all.stream().anyMatch(task -> task.id().equals(first) && task.attempt() == 1));
    }

    @Test
    void cancelOfARunningTaskReachesItsWorkerWithTheRenewal() {
        var id = fixture.submit(StoreFixture.now());
        var run = fixture.claim(worker).run();
        assertEquals(Changed.REQUESTED, fixture.tasks.cancel(id));
        assertEquals(Map.of(run, Renewed.CANCEL), fixture.work.renew(worker, List.of(run)));
        fixture.work.finish(worker, StoreFixture.failure(run, HOUR));
        assertEquals(TaskState.CANCELLED, fixture.view(id).state(), "a cancelled run is not retried");
        assertEquals(Changed.ILLEGAL_STATE, fixture.tasks.cancel(id));
    }

    @Test
    void cancelledPendingTaskIsNeverClaimed() {
        var id = fixture.submit(StoreFixture.now());
        assertEquals(Changed.OK, fixture.tasks.cancel(id));
        assertEquals(List.of(), claimAll());
        assertEquals(Changed.UNKNOWN, fixture.tasks.cancel(TaskId.next()));
    }

    @Test
    void operatorsRetryRunsOnceMore() {
        var id = fixture.submit(StoreFixture.now());
        fixture.work.finish(worker, StoreFixture.failure(fixture.claim(worker).run(), null));
        assertEquals(Changed.OK, fixture.tasks.retry(id));
        assertEquals(Changed.ILLEGAL_STATE, fixture.tasks.retry(id));
        var again = fixture.claim(worker);
        assertEquals(2, again.attempt());
        fixture.work.finish(worker, StoreFixture.success(again.run(), "57"));
        var view = fixture.view(id);
        assertEquals("57", view.result());
        assertEquals(2, view.maxAttempts());
    }

    @Test
    void rescheduledTaskIsDueAtItsNewTime() {
        var id = fixture.submit(StoreFixture.task(TaskId.next(), null, HOUR, List.of()));
        assertEquals(0, fixture.timers.promote(10).promoted());
        assertEquals(Changed.OK, fixture.tasks.reschedule(id, Instant.EPOCH));
        assertEquals(1, fixture.timers.promote(10).promoted());
        assertEquals(Changed.ILLEGAL_STATE, fixture.tasks.reschedule(id, Instant.EPOCH));
    }

    @Test
    void parkedTaskGoesToTheWorkerThatHasItsExecutable() {
        var id = fixture.submit(StoreFixture.now());
        fixture.work.heartbeat(worker, Set.of("other"), List.of(), false);
        assertEquals(
                Finished.OK, fixture.work.park(worker, fixture.claim(worker).run()));
        assertEquals(List.of(), claimAll());
        assertEquals(0, fixture.timers.failUnplaced(HOUR));
        var capable = StoreFixture.worker("capable");
        fixture.work.heartbeat(capable, Set.of("example"), List.of(), false);
        assertEquals(0, fixture.timers.failUnplaced(Duration.ZERO), "someone has it, though he is busy");
        var claimed = fixture.claim(capable);
        assertEquals(id, claimed.id());
        assertEquals(1, claimed.attempt());
        assertFalse(fixture.redis.exists(RedisKeys.PARKED.in(partitionOf(id))));
    }

    @Test
    void parkedTaskWaitsWhileNoWorkerLives() {
        var id = fixture.submit(StoreFixture.now());
        fixture.work.park(brief, fixture.claim(brief).run());
        assertEquals(0, fixture.timers.failUnplaced(Duration.ZERO));
        fixture.work.heartbeat(worker, Set.of(), List.of(), false);
        StoreFixture.await(() -> fixture.timers.failUnplaced(Duration.ZERO) == 1);
        assertEquals(Cause.NOT_FOUND, fixture.view(id).cause());
    }

    @Test
    void idleWorkerIsWokenByASubmission() throws InterruptedException {
        claimAll();
        assertFalse(fixture.work.awaitWork(worker, DEFAULT, Duration.ofMillis(20)));
        var woken = new AtomicBoolean();
        var waiter = new Thread(() -> woken.set(fixture.work.awaitWork(worker, DEFAULT, Duration.ofSeconds(10))));
        waiter.start();
        fixture.submit(StoreFixture.now());
        waiter.join(10_000);
        assertTrue(woken.get());
    }

    @Test
    void listShowsTheNewestFirstAndPagesThroughAll() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 25; i++) {
            ids.add(fixture.submit(StoreFixture.now("n" + i)));
        }
        var seen = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var page = fixture.tasks.list(new TaskQuery(TaskCriteria.ANY, 10, cursor));
            page.items().forEach(view -> seen.add(view.id()));
            cursor = page.nextCursor();
        } while (cursor != null);
        assertEquals(25, seen.size());
        assertEquals(new HashSet<>(ids), new HashSet<>(seen));
        if (partitions() == 1) {
            Collections.reverse(ids);
            assertEquals(ids, seen);
        }
    }

    @Test
    void listFiltersByStateAndByTextInArgumentsAndResults() {
        var quoted = fixture.submit(StoreFixture.now("say \"hé\""));
        var other = fixture.submit(StoreFixture.task(TaskId.next(), null, HOUR, List.of(), "x"));
        assertEquals(List.of(quoted), search(null, "y \"hé"));
        assertEquals(List.of(other), search(TaskState.SCHEDULED, null));
        fixture.work.finish(worker, StoreFixture.success(fixture.claim(worker).run(), "needle"));
        assertEquals(List.of(quoted), search(TaskState.SUCCEEDED, "needle"));
        assertEquals(List.of(), search(TaskState.FAILED, null));
        assertThrows(
                IllegalArgumentException.class, () -> fixture.tasks.list(new TaskQuery(TaskCriteria.ANY, 10, "x")));
    }

    private List<String> search(@Nullable TaskState state, @Nullable String text) {
        var states = state == null ? Set.<TaskState>of() : Set.of(state);
        var criteria = new TaskCriteria(states, null, null, null, null, null, null, text);
        return fixture.tasks.list(new TaskQuery(criteria, 10, null)).items().stream()
                .map(TaskView::id)
                .toList();
    }

    @Test
    void dueListIsInOrderOfTime() {
        var later = fixture.submit(StoreFixture.task(TaskId.next(), null, HOUR.multipliedBy(2), List.of()));
        var sooner = fixture.submit(StoreFixture.task(TaskId.next(), null, HOUR, List.of()));
        var page = fixture.timers.due(1, null);
        assertEquals(sooner, page.items().get(0).id());
        assertEquals("scheduled", page.items().get(0).kind());
        var rest = fixture.timers.due(1, page.nextCursor());
        assertEquals(later, rest.items().get(0).id());
        assertNull(rest.nextCursor());
        assertTrue(fixture.timers.untilNextDue().orElseThrow().compareTo(HOUR) <= 0);
    }

    @Test
    void pagesOfLargeTasksAreShorterAndLoseNone() {
        var ids = new HashSet<String>();
        for (int i = 0; i < 20; i++) {
            ids.add(fixture.submit(StoreFixture.now("x".repeat(100_000))));
        }
        var cursor = (String) null;
        do {
            var page = fixture.tasks.list(new TaskQuery(TaskCriteria.ANY, 1000, cursor));
            assertTrue(page.items().size() <= 6 * partitions());
            page.items().forEach(task -> assertTrue(ids.remove(task.id())));
            cursor = page.nextCursor();
        } while (cursor != null);
        assertEquals(Set.of(), ids);
    }

    @Test
    void statsSayWhatTheLedgerSays() {
        fixture.submit(StoreFixture.now());
        fixture.submit(StoreFixture.now());
        fixture.submit(StoreFixture.task(TaskId.next(), null, HOUR, List.of()));
        fixture.work.finish(worker, StoreFixture.success(fixture.claim(worker).run(), ""));
        var stats = fixture.tasks.stats();
        assertEquals(3, stats.accepted());
        assertEquals(fixture.tasks.audit().counted(), stats.states());
        assertEquals(1, stats.states().get("succeeded"));
        assertEquals(Map.of("default", 1L), stats.pending());
    }

    @Test
    void newsOfEarlierDueTimesOfEndsAndOfCancellationsArrive() {
        var news = ConcurrentHashMap.<String>newKeySet();
        var listener = new StoreEvents.Listener() {
            @Override
            public void dueEarlier() {
                news.add("due");
            }

            @Override
            public void taskFinal(String id) {
                news.add("final " + id);
            }

            @Override
            public void cancelRequested(String id, long fence) {
                news.add("cancel " + id + " " + fence);
            }

            @Override
            public void drainChanged() {
                news.add("drain");
            }

            @Override
            public void reconnected() {
                news.add("connected");
            }
        };
        try (var broker = fixture.store.brokerEvents(listener)) {
            StoreFixture.await(() -> news.remove("connected"));
            try (var hears = fixture.store.workerEvents("worker-1", listener)) {
                StoreFixture.await(() -> news.contains("connected"));
                var id = fixture.submit(StoreFixture.now());
                fixture.tasks.watch(id);
                var run = fixture.claim(worker).run();
                fixture.tasks.cancel(id);
                fixture.work.heartbeat(worker, Set.of(), List.of(run), false);
                fixture.fleet.drain(worker.name());
                fixture.work.finish(worker, StoreFixture.success(run, ""));
                fixture.submit(StoreFixture.task(TaskId.next(), null, HOUR, List.of()));
                StoreFixture.await(() ->
                        news.containsAll(Set.of("due", "drain", "final " + id, "cancel " + id + " " + run.fence())));
                assertNotNull(hears);
            }
            assertNotNull(broker);
        }
    }

    @Test
    void ledgerBalancesInEveryStateAndNamesWhatIsInDoubt() {
        for (var state : List.of("scheduled", "pending", "running", "retrying", "succeeded", "failed", "cancelled")) {
            bring(state);
        }
        var audit = fixture.tasks.audit();
        assertTrue(audit.balanced(), audit::toString);
        assertEquals(7, audit.accepted());
        assertEquals(audit.states(), audit.counted());
        var victim = fixture.submit(StoreFixture.task(TaskId.next(), null, HOUR, List.of()));
        fixture.redis.del(RedisKeys.TASK.in(partitionOf(victim), StoredId.of(victim)));
        var broken = fixture.tasks.audit();
        assertFalse(broken.balanced());
        assertEquals(List.of(victim), broken.inDoubt());
    }

    private void bring(String state) {
        var id = fixture.submit(
                StoreFixture.task(TaskId.next(), null, state.equals("scheduled") ? HOUR : null, List.of(HOUR)));
        if (state.equals("cancelled")) {
            fixture.tasks.cancel(id);
        }
        if (Set.of("running", "retrying", "succeeded", "failed").contains(state)) {
            var run = claimAll().stream()
                    .filter(task -> task.id().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .run();
            switch (state) {
                case "retrying" -> fixture.work.finish(worker, StoreFixture.failure(run, HOUR));
                case "succeeded" -> fixture.work.finish(worker, StoreFixture.success(run, ""));
                case "failed" -> fixture.work.finish(worker, StoreFixture.failure(run, null));
                default -> {}
            }
        }
    }

    private List<ClaimedTask> claimAll() {
        var all = new ArrayList<ClaimedTask>();
        List<ClaimedTask> batch;
        do {
            batch = fixture.work.claim(worker, DEFAULT, 100);
            all.addAll(batch);
        } while (!batch.isEmpty());
        return all;
    }
}
