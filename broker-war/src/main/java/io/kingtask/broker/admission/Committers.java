package io.kingtask.broker.admission;

import io.kingtask.broker.config.BrokerConfig;
import io.kingtask.broker.store.Background;
import io.kingtask.client.Durability;
import io.kingtask.store.NewTask;
import io.kingtask.store.TaskStore;
import io.kingtask.store.TaskStore.Submitted;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Two group commits side by side, so that who waits for a replica, and be it one that is gone, holds nobody else up. */
@Singleton
public class Committers {

    private final Committer memory;
    private final Committer replica;

    @Inject
    Committers(TaskStore store, Background background, BrokerConfig config) {
        Committer.Commit commit = tasks -> store.submit(tasks, config.maxPending());
        memory = new Committer(commit, background.work());
        replica = new Committer(commit, background.work());
    }

    /** As {@link Committer#submit}. */
    public CompletionStage<List<Submitted>> submit(List<NewTask> tasks) {
        boolean replicated = tasks.stream().anyMatch(task -> task.durability() == Durability.REPLICA);
        return (replicated ? replica : memory).submit(tasks);
    }
}
