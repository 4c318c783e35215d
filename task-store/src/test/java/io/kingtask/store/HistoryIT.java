package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The totals that the scripts count, and the history made of them; over several partitions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HistoryIT {

    private static final int PARTITIONS = 3;
    private static final String LIST = RedisKeys.HISTORY.in(0);
    private static final WorkStore.Worker WORKER = StoreFixture.worker("worker-1");

    private final LocalRedis server = LocalRedis.start();
    private StoreFixture fixture = new StoreFixture(server.address(), PARTITIONS);
    private HistoryStore history = fixture.store.history();

    @BeforeEach
    void open() {
        fixture.close();
        fixture = new StoreFixture(server.address(), PARTITIONS);
        history = fixture.store.history();
    }

    @AfterAll
    void close() {
        fixture.close();
        server.close();
    }

    @Test
    void everyMoveIsCounted() {
        for (int i = 0; i < 6; i++) {
            fixture.submit(StoreFixture.now());
        }
        var runs = fixture.work.claim(WORKER, List.of("default"), 5).stream()
                .map(ClaimedTask::run)
                .toList();
        fixture.work.finish(WORKER, StoreFixture.success(runs.get(0), ""));
        fixture.work.finish(WORKER, StoreFixture.failure(runs.get(1), null));
        fixture.work.finish(WORKER, StoreFixture.failure(runs.get(2), Duration.ofHours(1)));
        fixture.tasks.cancel(runs.get(2).id());
        fixture.work.succeedPredecessor(WORKER);
        var totals = history.totals();
        assertEquals(6, totals.accepted());
        assertEquals(5, totals.started());
        assertEquals(1, totals.succeeded());
        assertEquals(1, totals.failed());
        assertEquals(1, totals.retried());
        assertEquals(2, totals.lost());
        assertEquals(1, totals.cancelled());
        assertEquals(5, totals.waits().count());
        assertEquals(3, totals.runs().count());
    }

    @Test
    void waitingBeginsWhenATaskIsDueAndAnewWhenItIsLost() {
        var id = fixture.submit(StoreFixture.task(TaskId.next(), null, null, List.of()));
        var key = key(id);
        long created = Long.parseLong(fixture.redis.hget(key, TaskField.CREATED.stored()));
        fixture.redis.hset(key, TaskField.DUE.stored(), Long.toString(created - 45_000));
        fixture.claim(WORKER);
        var once = history.totals().waits();
        assertTrue(once.sumMillis() >= 45_000 && once.sumMillis() < 100_000, once::toString);
        assertEquals(1, once.counts().get(Times.BOUNDS.indexOf(100_000)));
        fixture.work.succeedPredecessor(WORKER);
        fixture.claim(WORKER);
        var twice = history.totals().waits();
        assertEquals(2, twice.count());
        assertTrue(twice.sumMillis() - once.sumMillis() < 10_000, twice::toString);
    }

    private String key(String id) {
        return fixture.redis
                .keys("kingtask:*:task:" + StoredId.of(id))
                .iterator()
                .next();
    }

    @Test
    void oneRecordIsKeptHoweverManyBrokersWrite() {
        history.record();
        history.record();
        fixture.store.history().record();
        assertEquals(1, fixture.redis.llen(LIST));
    }

    @Test
    void intervalTellsWhatHappenedInIt() {
        history.record();
        age(10_000);
        fixture.submit(StoreFixture.now());
        fixture.submit(StoreFixture.now());
        fixture.claim(WORKER);
        history.record();
        var intervals = history.intervals(Duration.ofHours(1), 360);
        assertEquals(1, intervals.size());
        var interval = intervals.get(0);
        assertEquals(2, interval.accepted());
        assertEquals(1, interval.started());
        assertEquals(1, interval.pending());
        assertEquals(1, interval.running());
        assertTrue(interval.waitMs() != null && interval.waitMs() < 10_000, interval::toString);
        assertNull(interval.runMs());
        assertTrue(interval.seconds() >= 10 && interval.seconds() < 20, interval::toString);
    }

    /** Makes the only snapshot older. */
    private void age(long millis) {
        var line = fixture.redis.lindex(LIST, 0);
        var at = line.substring(0, line.indexOf(' '));
        fixture.redis.lset(LIST, 0, (Long.parseLong(at) - millis) + line.substring(at.length()));
    }

    @Test
    void dayIsShownInLongerIntervalsThatLoseNothing() {
        long day = Duration.ofDays(1).toSeconds();
        var lines = LongStream.rangeClosed(0, day / 10)
                .mapToObj(i -> (1_000_000_000_000L + i * 10_000) + " " + i + " 0 0 0 0 0 0 7 0 0 0 0 0")
                .toArray(String[]::new);
        fixture.redis.rpush(LIST, lines);
        var hour = history.intervals(Duration.ofHours(1), 360);
        assertEquals(360, hour.size());
        assertEquals(1, hour.get(0).accepted());
        var all = history.intervals(Duration.ofDays(1), 360);
        assertTrue(all.size() > 350 && all.size() <= 361, () -> "" + all.size());
        long seconds = Math.round(all.stream().mapToDouble(Interval::seconds).sum());
        assertTrue(seconds > day - 300 && seconds <= day, () -> "" + seconds);
        assertEquals(seconds / 10, all.stream().mapToLong(Interval::accepted).sum());
    }

    @Test
    void countersThatARestoredRedisSetBackAreNotNegative() {
        fixture.redis.rpush(LIST, "1000000000000 9 9 9 9 9 9 9 0 0 9 9 9 9", "1000000010000 1 1 1 1 1 1 1 0 0 1 1 1 1");
        var interval = history.intervals(Duration.ofMinutes(1), 360).get(0);
        assertEquals(0, interval.accepted());
        assertNull(interval.waitMs());
    }
}
