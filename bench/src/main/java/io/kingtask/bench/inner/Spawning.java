package io.kingtask.bench.inner;

import io.kingtask.store.WorkStore.Run;
import io.kingtask.worker.cell.Wrapper;
import io.kingtask.worker.cgroup.WorkerCgroup;
import io.kingtask.worker.lease.LeaseTime;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.output.RunOutputs;
import io.kingtask.worker.process.Ended;
import io.kingtask.worker.process.Launch;
import io.kingtask.worker.process.LaunchException;
import io.kingtask.worker.process.Launcher;
import io.kingtask.worker.process.TreeMarker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The worker's launcher by itself: start, read both outputs, reap. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Spawning {

    private static final int KEPT = 1 << 16;

    private final Path program = Path.of(System.getProperty("bench.add"));
    private final Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    private final LeaseTime time = new LeaseTime(Duration.ofMinutes(10), Duration.ofSeconds(1), System::nanoTime);
    private final TreeMarker marker = new TreeMarker("bench", 1);
    private final Wrapper wrapper =
            new Wrapper(Map.of(TreeMarker.TASK_ID, "bench", TreeMarker.FENCE, "1"), List.of(), false, null);
    private final Launcher launcher = Launcher.best(false, WorkerCgroup.none("the benchmark has none"), Thread::new);

    @TearDown
    public void end() {
        launcher.close();
    }

    @Benchmark
    public Ended startOneProgram() throws LaunchException {
        var launch =
                new Launch(program, List.of("12", "45"), folder, null, new RunOutputs(KEPT), marker, wrapper, null);
        return launcher.run(launch, new LeasedRun(new Run("bench", 1), time, time.now()));
    }
}
