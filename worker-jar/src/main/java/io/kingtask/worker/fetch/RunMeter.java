package io.kingtask.worker.fetch;

import io.kingtask.worker.execute.RunEnd;
import java.time.Duration;

/** Is told of each run that ended. Called on the slots' threads, between two runs: it must be quick. */
public interface RunMeter {
    void ended(RunEnd end, Duration took);
}
