package io.kingtask.broker.waiting;

import io.kingtask.client.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The open waits for one task. */
final class Waits {

    private record Wait(CompletableFuture<Optional<TaskView>> answer, long deadline) {}

    private final List<Wait> open = new ArrayList<>();
    private long lookedAt;

    Waits(long now) {
        lookedAt = now;
    }

    synchronized Waits add(CompletableFuture<Optional<TaskView>> answer, long deadline) {
        open.add(new Wait(answer, deadline));
        return this;
    }

    synchronized List<CompletableFuture<Optional<TaskView>>> all() {
        return open.stream().map(Wait::answer).toList();
    }

    synchronized boolean isEmpty() {
        return open.isEmpty();
    }

    synchronized boolean hasOver(long now) {
        return open.stream().anyMatch(wait -> now - wait.deadline >= 0);
    }

    synchronized List<CompletableFuture<Optional<TaskView>>> removeOver(long now) {
        var over = open.stream().filter(wait -> now - wait.deadline >= 0).toList();
        open.removeAll(over);
        return over.stream().map(Wait::answer).toList();
    }

    /** True once in each {@code pause}. */
    synchronized boolean isToBeLookedAt(long now, long pause) {
        if (now - lookedAt < pause) {
            return false;
        }
        lookedAt = now;
        return true;
    }
}
