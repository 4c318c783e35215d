package io.kingtask.broker.admission;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.broker.store.Background;
import io.kingtask.client.Durability;
import io.kingtask.store.NewTask;
import io.kingtask.store.TaskStore;
import io.kingtask.store.TaskStore.Receipt;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Group commits side by side, so that nobody is held up by those who wait for a replica, and be it one that is gone, nor single tasks by the thousands of a
 * batch.
 */
@Singleton
public class Committers {

    private final Committer memory;
    private final Committer batches;
    private final Committer replica;

    @Inject
    Committers(TaskStore store, Background background, BrokerConfig config) {
        Committer.Commit commit = tasks -> store.submit(tasks, config.maxPending());
        memory = new Committer(commit, background.work());
        batches = new Committer(commit, background.work());
        replica = new Committer(commit, background.work());
    }

    /** As {@link Committer#submitHere}; but nobody's thread is held by a replica. */
    public CompletionStage<List<Receipt>> submit(List<NewTask> tasks) {
        return isReplicated(tasks) ? replica.submit(tasks) : memory.submitHere(tasks);
    }

    /** As {@link Committer#submit}, for a part of a batch; parts that one thread submits are stored in their order. */
    public CompletionStage<List<Receipt>> submitPart(List<NewTask> tasks) {
        return (isReplicated(tasks) ? replica : batches).submit(tasks);
    }

    /** As {@link #submitPart}, for the last part, which its thread will wait for. */
    public CompletionStage<List<Receipt>> submitLastPart(List<NewTask> tasks) {
        return isReplicated(tasks) ? replica.submit(tasks) : batches.submitHere(tasks);
    }

    private static boolean isReplicated(List<NewTask> tasks) {
        return tasks.stream().anyMatch(task -> task.durability() == Durability.REPLICA);
    }
}
