package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kingtask.client.Cause;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskState;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.store.WorkStore.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tries every move in every state, over a real Redis: it must happen where {@link Transition} says so, and nowhere else. */
final class TransitionWalkIT {

    private static final Duration BRIEF = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private static LocalRedis server;
    private static StoreFixture fixture;

    private WorkStore.Run run = new WorkStore.Run("", 0);

    @BeforeAll
    static void start() {
        server = LocalRedis.start();
        fixture = new StoreFixture(server.address(), 1);
    }

    @AfterAll
    static void stop() {
        fixture.close();
        server.close();
    }

    @BeforeEach
    void clear() {
        fixture.redis.flushAll();
        run = new WorkStore.Run("", 0);
    }

    static Stream<Arguments> everyStateAndMove() {
        return Arrays.stream(TaskState.values()).flatMap(state -> Arrays.stream(Transition.values())
                .filter(move -> !move.from().isEmpty())
                .map(move -> Arguments.of(state, move)));
    }

    @ParameterizedTest
    @MethodSource("everyStateAndMove")
    void movesOnlyAsTransitionSays(TaskState state, Transition move) {
        var id = bring(state, move);
        attempt(id, move);
        var expected = move.from().contains(state) ? move.to() : state;
        assertEquals(expected, fixture.view(id).state());
        assertEquals("1", fixture.redis.hget(RedisKeys.COUNTS.in(0), expected.word()));
    }

    /** Brings a new task into a state; for moves that the clock causes, so that its time has come. */
    private String bring(TaskState state, Transition move) {
        var lease = Set.of(Transition.LOSE, Transition.LOSE_FOR_GOOD).contains(move) ? BRIEF : HOUR;
        var pause = move == Transition.BECOME_DUE ? BRIEF : HOUR;
        var worker = StoreFixture.worker("walker", lease);
        var delay = state == TaskState.SCHEDULED ? pause : null;
        var id = fixture.submit(StoreFixture.task(TaskId.next(), null, delay, List.of(HOUR)));
        if (state == TaskState.SCHEDULED || state == TaskState.PENDING) {
            return id;
        }
        run = fixture.claim(worker).run();
        switch (state) {
            case SCHEDULED, PENDING, RUNNING -> {}
            case RETRYING -> fixture.work.finish(worker, StoreFixture.failure(run, pause));
            case SUCCEEDED -> fixture.work.finish(worker, StoreFixture.success(run, ""));
            case FAILED -> fixture.work.finish(worker, StoreFixture.failure(run, null));
            case CANCELLED -> fixture.work.finish(worker, cancelled(run));
        }
        return id;
    }

    private void attempt(String id, Transition move) {
        var worker = StoreFixture.worker("walker");
        var current = new WorkStore.Run(id, run.fence());
        switch (move) {
            case SCHEDULE, ACCEPT -> throw new IllegalArgumentException("makes a new task: " + move);
            case BECOME_DUE -> promote();
            case CLAIM -> fixture.work.claim(worker, List.of("default"), 1);
            case GIVE_UP -> giveUp(worker);
            case SUCCEED -> fixture.work.finish(worker, StoreFixture.success(current, ""));
            case FAIL -> fixture.work.finish(worker, StoreFixture.failure(current, null));
            case FAIL_FOR_NOW -> fixture.work.finish(worker, StoreFixture.failure(current, HOUR));
            case HAND_BACK -> fixture.work.handBack(worker, current);
            case LOSE -> lose(id, 0);
            case LOSE_FOR_GOOD -> lose(id, 2);
            case CANCEL -> fixture.tasks.cancel(id); // of a running one only asks its worker
            case CANCEL_RUN -> fixture.work.finish(worker, cancelled(current));
            case RETRY_NOW -> fixture.tasks.retry(id);
        }
    }

    /** The clock must pass the due time; one look is enough where nothing is due within the hour. */
    private static void promote() {
        StoreFixture.await(() -> {
            var promotion = fixture.timers.promote(10);
            return promotion.untilNext() == null || promotion.untilNext().compareTo(Duration.ofSeconds(1)) > 0;
        });
    }

    private static void lose(String id, int lossesBefore) {
        fixture.redis.hset(RedisKeys.TASK.in(0, StoredId.of(id)), "losses", Integer.toString(lossesBefore));
        var running = fixture.redis.zscore(RedisKeys.RUNNING.in(0), StoredId.of(id));
        StoreFixture.await(() -> fixture.timers.takeOverExpired(10) > 0 || running == null);
    }

    /** A waiting task that was kept aside and that nobody has the executable for. */
    private static void giveUp(WorkStore.Worker worker) {
        fixture.work.heartbeat(worker, Set.of("other"), List.of(), false);
        fixture.work.claim(worker, List.of("default"), 1).forEach(claimed -> fixture.work.park(worker, claimed.run()));
        StoreFixture.await(() -> fixture.redis.zcard(RedisKeys.PARKED_SINCE.in(0)) == 0
                || fixture.timers.failUnplaced(Duration.ZERO) > 0);
    }

    private static Finish cancelled(WorkStore.Run run) {
        return new Finish(run, Outcome.CANCELLED, null, 15, new byte[0], new byte[0], Cause.CANCELLED, null, null);
    }
}
