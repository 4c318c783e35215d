package io.kingtask.broker.admission;

import io.kingtask.store.NewTask;
import io.kingtask.store.TaskStore.Receipt;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Tasks that wait for the committer together.
 *
 * @param weight about as many characters as they have
 * @param answers completed with one answer a task, in their order
 */
record Submission(List<NewTask> tasks, long weight, CompletableFuture<List<Receipt>> answers) {

    static Submission of(List<NewTask> tasks) {
        return new Submission(
                tasks, tasks.stream().mapToLong(Submission::weight).sum(), new CompletableFuture<>());
    }

    private static long weight(NewTask task) {
        long weight = 500;
        for (var arg : task.args()) {
            weight += arg.length();
        }
        for (var variable : task.env().entrySet()) {
            weight += variable.getKey().length() + variable.getValue().length();
        }
        var stdin = task.stdin();
        return stdin == null ? weight : weight + stdin.length();
    }
}
