package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kingtask.client.Durability;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskState;
import io.kingtask.store.TaskStore.Submitted;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of tasks while the replicas answer nothing or are gone, and after they have come back. */
final class ReplicaIT {

    @Test
    void submittingAnIdAgainLooksAgainWhetherAReplicaHasIt() {
        // Else the primary counts the silent replicas as none after ten seconds, and takes nothing at all.
        try (var group = LocalSentinels.start("--min-replicas-max-lag", "60");
                var fixture = new StoreFixture(group.address(), 1)) {
            var task = StoreFixture.task(TaskId.next(), Durability.REPLICA, null);
            var replicas = group.replicas();
            replicas.forEach(LocalRedis::freeze);
            try {
                assertEquals(List.of(Submitted.NOT_REPLICATED), fixture.answers(List.of(task), 0));
                assertEquals(List.of(Submitted.NOT_REPLICATED), fixture.answers(List.of(task), 0));
                assertEquals(TaskState.PENDING, fixture.view(task.id()).state());
                var plain = StoreFixture.task(TaskId.next(), Durability.MEMORY, null);
                assertEquals(
                        List.of(Submitted.NOT_REPLICATED, Submitted.ACCEPTED),
                        fixture.answers(List.of(StoreFixture.task(TaskId.next(), Durability.REPLICA, null), plain), 0));
            } finally {
                replicas.forEach(LocalRedis::thaw);
            }
            StoreFixture.await(() -> fixture.answers(List.of(task), 0).equals(List.of(Submitted.EXISTS)));
            assertEquals(
                    List.of(Submitted.ACCEPTED),
                    fixture.answers(List.of(StoreFixture.task(TaskId.next(), Durability.REPLICA, null)), 0));
        }
    }

    @Test
    void primaryWithoutAnyReplicaTakesNothing() {
        try (var group = LocalSentinels.start();
                var fixture = new StoreFixture(group.address(), 1)) {
            var kept = fixture.submit(StoreFixture.now());
            var replicas = group.replicas();
            replicas.forEach(LocalRedis::kill);
            StoreFixture.await(() -> refusal(fixture).contains("NOREPLICAS"));
            assertThrows(StoreUnavailableException.class, () -> fixture.claim(StoreFixture.worker("worker")));
            assertEquals(TaskState.PENDING, fixture.view(kept).state());
            replicas.get(0).restart();
            StoreFixture.await(() -> refusal(fixture).isEmpty());
            assertEquals(kept, fixture.claim(StoreFixture.worker("worker")).id());
        }
    }

    private static String refusal(StoreFixture fixture) {
        try {
            fixture.tasks.checkWritable();
            return "";
        } catch (StoreUnavailableException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
