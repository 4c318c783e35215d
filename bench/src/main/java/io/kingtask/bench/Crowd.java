package io.kingtask.bench;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that each do the same thing again and again for some seconds. */
final class Crowd {

    /** What one of them does, and what it closes at its end. */
    record Member(Callable<?> step, Closeable end) implements Closeable {

        @Override
        public void close() throws IOException {
            end.close();
        }
    }

    private Crowd() {}

    /** @return steps a second of all together */
    static double perSecond(int threads, Duration length, Callable<Member> member) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            long end = start + length.toNanos();
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                counts.add(executor.submit(() -> repeat(member, end)));
            }
            long steps = 0;
            for (Future<Long> count : counts) {
                steps += count.get();
            }
            return steps * 1e9 / (System.nanoTime() - start);
        } finally {
            executor.shutdownNow();
        }
    }

    private static long repeat(Callable<Member> maker, long end) throws Exception {
        try (Member member = maker.call()) {
            long steps = 0;
            while (System.nanoTime() < end) {
                member.step().call();
                steps++;
            }
            return steps;
        }
    }
}
