package io.kingtask.broker.health;

import io.kingtask.store.StoreUnavailableException;
import io.kingtask.store.TaskStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether Redis can be written. Asked for at most once a second, however many ask. */
@Singleton
public class Readiness {

    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private record Answer(@Nullable StoreUnavailableException failure, long at) {}

    private final TaskStore tasks;
    private final LongSupplier nanoTime;
    private @Nullable Answer latest;

    @Inject
    Readiness(TaskStore tasks) {
        this(tasks, System::nanoTime);
    }

    Readiness(TaskStore tasks, LongSupplier nanoTime) {
        this.tasks = tasks;
        this.nanoTime = nanoTime;
    }

    /** Throws when Redis could not be written, now or less than a second ago. */
    synchronized void check() {
        var answer = latest;
        if (answer == null || nanoTime.getAsLong() - answer.at() >= FRESH) {
            answer = ask();
            latest = answer;
        }
        if (answer.failure() != null) {
            throw answer.failure();
        }
    }

    private Answer ask() {
        try {
            tasks.checkWritable();
            return new Answer(null, nanoTime.getAsLong());
        } catch (StoreUnavailableException e) {
            return new Answer(e, nanoTime.getAsLong());
        }
    }
}
