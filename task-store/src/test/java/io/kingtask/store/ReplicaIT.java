package io.kingtask.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kingtask.client.Durability;
import io.kingtask.client.TaskId;
import io.kingtask.client.TaskState;
import io.kingtask.store.TaskStore.Submitted;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a task that wants a replica, while the replica answers nothing and after it has come back. */
final class ReplicaIT {

    @Test
    void submittingAnIdAgainLooksAgainWhetherAReplicaHasIt() {
        try (var group = LocalSentinels.start();
                var fixture = new StoreFixture(group.address(), 1)) {
            var task = StoreFixture.task(TaskId.next(), Durability.REPLICA, null);
            var replica = group.replica();
            replica.freeze();
            try {
                assertEquals(List.of(Submitted.NOT_REPLICATED), fixture.tasks.submit(List.of(task), 0));
                assertEquals(List.of(Submitted.NOT_REPLICATED), fixture.tasks.submit(List.of(task), 0));
                assertEquals(TaskState.PENDING, fixture.view(task.id()).state());
                var plain = StoreFixture.task(TaskId.next(), Durability.MEMORY, null);
                assertEquals(
                        List.of(Submitted.NOT_REPLICATED, Submitted.ACCEPTED),
                        fixture.tasks.submit(
                                List.of(StoreFixture.task(TaskId.next(), Durability.REPLICA, null), plain), 0));
            } finally {
                replica.thaw();
            }
            StoreFixture.await(() -> fixture.tasks.submit(List.of(task), 0).equals(List.of(Submitted.EXISTS)));
            assertEquals(
                    List.of(Submitted.ACCEPTED),
                    fixture.tasks.submit(List.of(StoreFixture.task(TaskId.next(), Durability.REPLICA, null)), 0));
        }
    }
}
