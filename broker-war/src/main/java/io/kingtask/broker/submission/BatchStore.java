package io.kingtask.broker.submission;

import io.kingtask.broker.admission.AcceptedTask;
import io.kingtask.broker.admission.Committers;
import io.kingtask.broker.admission.Refusal;
import io.kingtask.broker.http.FailureMapper;
import io.kingtask.client.TaskJson;
import io.kingtask.store.NewTask;
import io.kingtask.store.TaskStore.Receipt;
import io.kingtask.store.TaskStore.Submitted;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Stores the lines of one batch in groups while the next ones are read. Only a few groups are under way: who reads faster than Redis stores is held up, so that
 * a batch takes no more memory than those. Not for several threads.
 */
final class BatchStore {

    private static final int MOST_TASKS = 250;
    private static final int MOST_WEIGHT = 1 << 20;
    private static final int MOST_UNDER_WAY = 4;

    /** What one batch can hold at a time: the groups under way, the next one, and a line too many in each. */
    static final int MOST_BYTES = (MOST_UNDER_WAY + 1) * 2 * MOST_WEIGHT;

    private record Group(List<BatchLine> lines, CompletableFuture<List<Receipt>> answers) {}

    private final Committers committers;
    private final Consumer<BatchLine> settled;
    private final Queue<Group> underWay = new ArrayDeque<>();
    private List<BatchLine> lines = new ArrayList<>();
    private int weight;
    private Instant latest = Instant.EPOCH;
    private String latestText = TaskJson.format(latest);

    /** @param settled gets each line, in their order, when Redis has acknowledged it or it was refused */
    BatchStore(Committers committers, Consumer<BatchLine> settled) {
        this.committers = committers;
        this.settled = settled;
    }

    void add(BatchLine line) {
        lines.add(line);
        weight += line instanceof BatchLine.Valid valid ? valid.weight() : 0;
        if (lines.size() == MOST_TASKS || weight >= MOST_WEIGHT) {
            send(committers::submitPart);
        }
    }

    /** Returns when every line is settled. */
    void finish() {
        send(committers::submitLastPart);
        while (!underWay.isEmpty()) {
            settle(underWay.remove());
        }
    }

    private void send(Function<List<NewTask>, CompletionStage<List<Receipt>>> submit) {
        if (underWay.size() == MOST_UNDER_WAY) {
            settle(underWay.remove());
        }
        var tasks = new ArrayList<NewTask>(lines.size());
        lines.forEach(line -> {
            if (line instanceof BatchLine.Valid valid) {
                tasks.add(valid.task());
            }
        });
        var answers = tasks.isEmpty()
                ? CompletableFuture.completedFuture(List.<Receipt>of())
                : submit.apply(tasks).toCompletableFuture();
        underWay.add(new Group(lines, answers));
        lines = new ArrayList<>();
        weight = 0;
    }

    /** What fails for a group is said in each of its lines: other groups may be stored by then. */
    private void settle(Group group) {
        try {
            var answers = group.answers.join().iterator();
            group.lines.forEach(line -> settled.accept(
                    line instanceof BatchLine.Valid valid ? stored(valid.task(), answers.next()) : line));
        } catch (CompletionException e) {
            var refused = new BatchLine.Refused(FailureMapper.problem(e));
            group.lines.forEach(line -> settled.accept(line instanceof BatchLine.Valid ? refused : line));
        }
    }

    private BatchLine stored(NewTask task, Receipt receipt) {
        if (receipt.answer() == Submitted.ACCEPTED) {
            return new BatchLine.Begun(AcceptedTask.view(task, receipt.at()), text(receipt.at()), task.durability());
        }
        return Refusal.of(receipt.answer(), task.id())
                .<BatchLine>map(BatchLine.Refused::new)
                .orElseGet(() -> new BatchLine.Stored(task.id(), task.durability()));
    }

    /** Mostly that of the line before: what was stored in one call has one moment. */
    private String text(Instant at) {
        if (!at.equals(latest)) {
            latest = at;
            latestText = TaskJson.format(at);
        }
        return latestText;
    }
}
