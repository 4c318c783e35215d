package io.kingtask.broker.submission;

import io.kingtask.broker.admission.AcceptedTask;
import io.kingtask.broker.admission.Committers;
import io.kingtask.broker.admission.IdempotencyKey;
import io.kingtask.broker.admission.Refusal;
import io.kingtask.broker.admission.TaskReader;
import io.kingtask.broker.http.Problem;
import io.kingtask.broker.http.ProblemException;
import io.kingtask.broker.store.Background;
import io.kingtask.client.Durability;
import io.kingtask.client.TaskView;
import io.kingtask.store.NewTask;
import io.kingtask.store.TaskStore;
import io.kingtask.store.TaskStore.Receipt;
import io.kingtask.store.TaskStore.Submitted;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes a single task from its body to Redis, whichever way the request came. */
@Singleton
public class Submitter {

    private final Intake intake;
    private final TaskReader reader;
    private final Committers committers;
    private final TaskStore tasks;
    private final Background background;

    @Inject
    Submitter(Intake intake, TaskReader reader, Committers committers, TaskStore tasks, Background background) {
        this.intake = intake;
        this.reader = reader;
        this.committers = committers;
        this.tasks = tasks;
        this.background = background;
    }

    /**
     * What a request says.
     *
     * @param length negative: it does not say how long the body is
     * @param caller the sender's name
     */
    record Wish(
            InputStream body,
            long length,
            String caller,
            @Nullable String idempotencyKey,
            @Nullable String traceparent) {}

    /**
     * What is answered when Redis has the task.
     *
     * @param isNew false: a task of that id was there already
     * @param durability what holds now: the primary has the task, or a replica too
     */
    record Outcome(boolean isNew, TaskView task, Durability durability) {}

    /** Reads the body at once, and may then fail with {@link ProblemException}; what fails later fails the outcome. */
    CompletionStage<Outcome> submit(Wish wish) throws IOException {
        var key = IdempotencyKey.of(wish.caller, wish.idempotencyKey);
        var task = reader.read(intake.read(wish.body, wish.length), key, wish.traceparent);
        return committers.submit(List.of(task)).thenCompose(answers -> outcome(task, answers.get(0)));
    }

    private CompletionStage<Outcome> outcome(NewTask task, Receipt receipt) {
        var refusal = Refusal.of(receipt.answer(), task.id());
        if (refusal.isPresent()) {
            return CompletableFuture.failedFuture(new ProblemException(refusal.get()));
        }
        if (receipt.answer() == Submitted.EXISTS) {
            return CompletableFuture.supplyAsync(() -> existing(task), background.work());
        }
        return CompletableFuture.completedFuture(
                new Outcome(true, AcceptedTask.view(task, receipt.at()), task.durability()));
    }

    private Outcome existing(NewTask task) {
        var view = tasks.find(task.id()).orElseThrow(() -> new ProblemException(Problem.unknownTask(task.id())));
        return new Outcome(false, view, task.durability());
    }
}
