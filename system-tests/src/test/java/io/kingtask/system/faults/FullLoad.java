package io.kingtask.system.faults;

import io.kingtask.client.BrokerClient;
import io.kingtask.client.Submission;
import io.kingtask.client.TaskRequest;
import io.kingtask.client.TaskView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Submits as fast as tasks are run, without end: batches, single calls, timed and failing tasks. */
final class FullLoad implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int BATCH = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Prints a number; what is told to fail does so at its first attempt. */
    static final String SCRIPT = """
            #!/bin/sh
            if [ "$2" = fail ] && [ "$KINGTASK_ATTEMPT" = 1 ]; then exit 1; fi
            echo "$1"
            """;

    private final BrokerClient client;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Future<?>> turns = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong finished = new AtomicLong();

    FullLoad(BrokerClient client) {
        this.client = client;
        for (int i = 0; i < THREADS; i++) {
            turns.add(threads.submit(() -> {
                while (!over.get()) {
                    turn();
                }
            }));
        }
    }

    private void turn() {
        List<TaskRequest> tasks = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            TaskRequest task = TaskRequest.of("number", String.valueOf(i), i % 10 == 0 ? "fail" : "")
                    .resultKeepTime(PATIENCE);
            tasks.add(i % 10 == 5 ? task.at(Instant.now().plusMillis(500)) : task.retryAfter(0.2));
        }
        for (Submission answer : client.delayAll(tasks)) {
            if (answer instanceof Submission.Refused refused) {
                throw new AssertionError(refused.problem().toString());
            }
        }
        TaskRequest single = TaskRequest.of("number", "1", "").resultKeepTime(PATIENCE);
        client.delay(single);
        tasks.add(single);
        for (TaskRequest task : tasks) {
            TaskView view = client.await(task, PATIENCE);
            if (!String.valueOf(task.fields().get("args")).startsWith("[" + view.result() + ",")) {
                throw new AssertionError(view.toString());
            }
        }
        finished.addAndGet(tasks.size());
    }

    long finished() {
        return finished.get();
    }

    /** Ends the load, and says whatever went wrong. */
    void stop() throws Exception {
        over.set(true);
        for (Future<?> turn : turns) {
            turn.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }
}
