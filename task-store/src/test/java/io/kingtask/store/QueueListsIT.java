package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.TaskState;
import io.kingtask.store.QueueStore.Purge;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.exceptions.JedisDataException;

/** The lists of a queue tell what waits in it, also where entries in them are dead, out of order or missing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QueueListsIT {

    private static final String QUEUE = "default";
    private static final String LIST = RedisKeys.QUEUE.in(0, QUEUE, "4");

    private final WorkStore.Worker worker = StoreFixture.worker("worker-1");
    private final LocalRedis server = LocalRedis.start();
    private StoreFixture fixture = new StoreFixture(server.address(), 1);

    @BeforeEach
    void open() {
        fixture.close();
        fixture = new StoreFixture(server.address(), 1);
    }

    @AfterAll
    void close() {
        fixture.close();
        server.close();
    }

    private List<String> submit(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> fixture.submit(StoreFixture.now()))
                .toList();
    }

    /** The moment from which on a task waits, as if it had come so long ago. */
    private void age(String id, Duration age) {
        var key = RedisKeys.TASK.in(0, StoredId.of(id));
        long since = fixture.view(id).createdAt().minus(age).toEpochMilli();
        fixture.redis.hset(key, TaskField.DUE.stored(), Long.toString(since));
    }

    private double oldest() {
        return Objects.requireNonNull(fixture.queues.find(QUEUE).orElseThrow().oldestPendingSeconds());
    }

    @Test
    void oldestIsFoundBehindDeadEntriesWhichAreDropped() {
        var ids = submit(300);
        age(ids.get(299), Duration.ofHours(1));
        ids.subList(0, 299).forEach(fixture.tasks::cancel);
        assertTrue(oldest() >= 3_600);
        assertEquals(1, fixture.redis.llen(LIST));
        assertEquals(1, fixture.tasks.stats().pending().get(QUEUE));
    }

    @Test
    void oldestIsFoundBehindWhatWasPutBackToTheHead() {
        var ids = submit(2);
        age(ids.get(1), Duration.ofHours(1));
        fixture.work.handBack(worker, fixture.claim(worker).run());
        assertEquals(StoredId.of(ids.get(0)), fixture.redis.lindex(LIST, 0));
        assertTrue(oldest() >= 3_600);
        assertEquals(2, fixture.redis.llen(LIST));
    }

    @Test
    void damagedTaskIsSkippedAndWhatStandsBehindItStaysInOrder() {
        var ids = submit(4);
        fixture.redis.set(RedisKeys.TASK.in(0, StoredId.of(ids.get(1))), "not a hash");
        assertThrows(JedisDataException.class, () -> fixture.work.claim(worker, List.of(QUEUE), 4));
        assertEquals(TaskState.RUNNING, fixture.view(ids.get(0)).state()); // its lease brings it back
        var claimed = fixture.work.claim(worker, List.of(QUEUE), 4);
        assertEquals(
                ids.subList(2, 4), claimed.stream().map(task -> task.run().id()).toList());
    }

    @Test
    void purgeLeavesWhatWasPutBackSinceAndItsPlace() {
        var ids = submit(5);
        var future = Long.toString(System.currentTimeMillis() + 3_600_000);
        fixture.redis.hset(RedisKeys.TASK.in(0, StoredId.of(ids.get(0))), "back", future);
        fixture.redis.hset(RedisKeys.TASK.in(0, StoredId.of(ids.get(1))), "back", future);
        fixture.redis.hset(RedisKeys.TASK.in(0, StoredId.of(ids.get(4))), TaskField.DUE.stored(), future);
        assertEquals(new Purge.Done(2), fixture.queues.purge(QUEUE, 5L));
        assertEquals(
                List.of(ids.get(0), ids.get(1), ids.get(4)),
                fixture.redis.lrange(LIST, 0, -1).stream().map(StoredId::read).toList());
        assertEquals(TaskState.CANCELLED, fixture.view(ids.get(3)).state());
        assertEquals(3, fixture.tasks.stats().pending().get(QUEUE));
        assertTrue(fixture.tasks.audit().balanced());
    }

    @Test
    void auditFindsPendingTasksThatNoListLeadsTo() {
        var ids = submit(3);
        fixture.tasks.cancel(submit(1).get(0));
        assertTrue(fixture.tasks.audit().balanced());
        fixture.redis.ltrim(LIST, 1, 2);
        var audit = fixture.tasks.audit();
        assertFalse(audit.balanced());
        assertEquals(List.of(ids.get(0)), audit.inDoubt());
    }

    @Test
    void trimmedTaskLeavesTheOrderOfAcceptance() {
        var id = fixture.submit(StoreFixture.now());
        fixture.tasks.cancel(id);
        var kept = RedisKeys.KEPT.in(0, TaskState.CANCELLED.word());
        var member = fixture.redis.zrange(kept, 0, -1).get(0);
        fixture.redis.zadd(kept, 1, member);
        assertEquals(1, fixture.timers.trimExpired(10));
        assertEquals(0, fixture.redis.xlen(RedisKeys.CREATED.in(0)));
        assertEquals(0, fixture.redis.zcard(kept));
        assertTrue(fixture.tasks.audit().balanced());
    }
}
