package io.kingtask.bench.inner;

import io.kingtask.bench.FilledStore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The scripts of a task's way, one task in each round trip, against a Redis of their own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RoundTrips {

    private static final int TASKS = 1_000;

    private FilledStore store = new FilledStore(0);

    @Setup
    public void fill() {
        store.submit(TASKS, null);
    }

    @TearDown
    public void end() {
        store.close();
    }

    @Benchmark
    public void submitOne() {
        store.submit(1, null);
    }

    /** Three round trips. */
    @Benchmark
    public void submitClaimAndFinishOne() {
        store.submit(1, null);
        store.finish(store.claim(1).get(0));
    }
}
