package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kingtask.client.Durability;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskState;
import io.kingtask.store.TaskStore.Submitted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The primary dies under Sentinels: what a replica had acknowledged is there afterwards, and the same store goes on. */
@Tag("fault")
final class FailoverIT {

    @Test
    void replicatedTasksSurviveTheDeathOfThePrimary() {
        try (var group = LocalSentinels.start();
                var fixture = new StoreFixture(group.address(), 1)) {
            var worker = StoreFixture.worker("worker", Duration.ofMinutes(10));
            var accepted = new ArrayList<String>();
            for (int i = 0; i < 50; i++) {
                var task = StoreFixture.task(TaskId.next(), Durability.REPLICA, null);
                assertEquals(List.of(Submitted.ACCEPTED), fixture.answers(List.of(task), 0));
                accepted.add(task.id());
            }
            group.failOver();
            StoreFixture.await(() -> answers(fixture));
            for (var id : accepted) {
                assertEquals(TaskState.PENDING, fixture.view(id).state());
            }
            var run = fixture.claim(worker).run();
            assertEquals(WorkStore.Finished.OK, fixture.work.finish(worker, StoreFixture.success(run, "57")));
            assertTrue(fixture.tasks.audit().balanced());
        }
    }

    @Test
    void oldPrimaryThatComesBackTakesNoWork() {
        try (var group = LocalSentinels.start();
                var fixture = new StoreFixture(group.address(), 1)) {
            fixture.submit(StoreFixture.now());
            var old = group.replacePrimary();
            try (var stale = RedisStore.open(RedisAddress.parse(old.address()), 2, 1)) {
                var refused = assertThrows(StoreUnavailableException.class, () -> stale.work()
                        .claim(StoreFixture.worker("stale"), List.of("default"), 1));
                assertTrue(
                        Stream.of("NOREPLICAS", "READONLY", "LOADING", "MASTERDOWN")
                                .anyMatch(String.valueOf(refused.getMessage())::contains),
                        refused::toString);
            }
            StoreFixture.await(() -> answers(fixture));
            assertEquals(
                    1,
                    fixture.work
                            .claim(StoreFixture.worker("worker"), List.of("default"), 9)
                            .size());
            assertTrue(fixture.tasks.audit().balanced());
        }
    }

    private static boolean answers(StoreFixture fixture) {
        try {
            fixture.tasks.checkWritable();
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }
}
