package io.kingtask.broker.ledger;

import io.kingtask.broker.store.Background;
import io.kingtask.store.Audit;
import io.kingtask.store.TaskStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes audits one after another, however many ask: each looks at every task. All who ask while one is under way share the next, for the one
 * under way may have passed by what they want to know of.
 */
@Singleton
public class Audits {

    private final Supplier<Audit> audit;
    private final Executor threads;
    private boolean underWay;
    private @Nullable CompletableFuture<Audit> next;

    @Inject
    Audits(TaskStore tasks, Background background) {
        this(tasks::audit, background.work());
    }

    Audits(Supplier<Audit> audit, Executor threads) {
        this.audit = audit;
        this.threads = threads;
    }

    /** An audit that begins after this call. */
    synchronized CompletionStage<Audit> begin() {
        var asked = next == null ? new CompletableFuture<Audit>() : next;
        next = asked;
        startNext();
        return asked;
    }

    private synchronized void startNext() {
        var asked = next;
        if (underWay || asked == null) {
            return;
        }
        underWay = true;
        next = null;
        try {
            threads.execute(() -> make(asked));
        } catch (RejectedExecutionException e) {
            underWay = false;
            asked.completeExceptionally(e);
        }
    }

    private void make(CompletableFuture<Audit> asked) {
        try {
            var made = audit.get();
            ended();
            asked.complete(made);
        } catch (RuntimeException | Error e) {
            ended();
            asked.completeExceptionally(e);
        }
    }

    private synchronized void ended() {
        underWay = false;
        startNext();
    }
}
