package io.kingtask.system.faults;

import io.kingtask.client.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Plans, and their submission: spread over a time, in batches and single calls, every tenth call made twice. */
final class Load {

    private static final int THREADS = 4;
    private static final int LARGEST_BATCH = 80;

    /** Plans that go in one call. */
    private record Parcel(List<Plan> plans, boolean batch, boolean twice) {}

    private final List<Plan> plans = new ArrayList<>();
    private final List<Parcel> parcels = new ArrayList<>();

    Load(int tasks, Random random, double lease) {
        while (plans.size() < tasks) {
            int way = random.nextInt(100);
            boolean batch = way < 5;
            int count = batch ? Math.min(tasks - plans.size(), 2 + random.nextInt(LARGEST_BATCH)) : 1;
            List<Plan> parcel = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String id = way < 60 ? TaskId.next() : null;
                parcel.add(Plan.next(plans.size() + i, id, random, lease));
            }
            plans.addAll(parcel);
            parcels.add(new Parcel(parcel, batch, random.nextInt(10) == 0));
        }
    }

    List<Plan> plans() {
        return plans;
    }

    /** Returns when every plan is acknowledged. */
    void submit(Submitter submitter, double seconds) throws InterruptedException, ExecutionException {
        double start = Uptime.now();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> submissions = new ArrayList<>();
            for (int i = 0; i < parcels.size(); i++) {
                Parcel parcel = parcels.get(i);
                double due = start + seconds * i / parcels.size();
                Callable<?> submission = () -> {
                    LockSupport.parkNanos((long) (1e9 * (due - Uptime.now())));
                    send(parcel, submitter);
                    return parcel;
                };
                submissions.add(threads.submit(submission));
            }
            for (Future<?> submission : submissions) {
                submission.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void send(Parcel parcel, Submitter submitter) throws InterruptedException {
        for (int i = 0; i < (parcel.twice() ? 2 : 1); i++) {
            if (parcel.batch()) {
                submitter.batch(parcel.plans());
            } else {
                submitter.single(parcel.plans().get(0));
            }
        }
    }
}
