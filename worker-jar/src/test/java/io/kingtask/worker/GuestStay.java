package io.kingtask.worker;

import io.kingtask.client.TaskState;
import io.kingtask.client.TaskView;
import io.kingtask.store.RedisAddress;
import io.kingtask.store.RedisStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** A worker's stay in somebody else's process, as {@link GuestWorkerIT} has it: with classes of its own. */
public final class GuestStay implements BiFunction<Path, String, String> {

    /** Runs a task, begins another, and leaves; answers with the worker's name, the result, and the state of the other task. */
    @Override
    public String apply(Path bin, String redis) {
        var config = Configs.config(redis, bin, 2, Duration.ZERO, Duration.ofSeconds(15));
        var worker = new ConnectedWorker(config, Thread::new, false);
        try (var broker = RedisStore.open(RedisAddress.parse(redis), 2, 1)) {
            worker.start();
            var sum = await(broker, submit(broker, "add", "12", "45"), view -> view.state()
                    .isFinal());
            var endless = submit(broker, "endless");
            await(broker, endless, view -> view.state() == TaskState.RUNNING);
            worker.stop();
            var left = broker.tasks().find(endless).orElseThrow();
            broker.tasks().cancel(endless);
            return sum.worker() + " " + sum.result() + " " + left.state();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String submit(RedisStore broker, String executable, String... args) {
        var task = Site.task(executable, args);
        broker.tasks().submit(List.of(task), 0);
        return task.id();
    }

    private static TaskView await(RedisStore broker, String id, Predicate<TaskView> condition) {
        WorkerProcess.await(
                "not as expected: " + id,
                () -> condition.test(broker.tasks().find(id).orElseThrow()));
        return broker.tasks().find(id).orElseThrow();
    }
}
