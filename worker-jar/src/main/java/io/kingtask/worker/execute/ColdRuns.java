package io.kingtask.worker.execute;

import io.kingtask.store.ClaimedTask;
import io.kingtask.worker.control.ControlFile;
import io.kingtask.worker.output.RunOutputs;
import io.kingtask.worker.process.Ended;
import io.kingtask.worker.process.Launch;
import io.kingtask.worker.process.LaunchException;
import io.kingtask.worker.process.TreeMarker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs that start their program, and are over when it is; what serves many tasks is {@link io.kingtask.worker.warm.WarmRuns}.
 *
 * @param maxOutput bytes kept of each output
 */
record ColdRuns(
        TaskRunner.World world, TaskRunner.Reports reports, Clock clock, TaskEnvironment environment, int maxOutput) {

    private static final Logger LOG = LoggerFactory.getLogger(ColdRuns.class);

    RunEnd run(Ending ending, ExecutableFile.Found file, Duration limit) throws LaunchException, IOException {
        var task = ending.task();
        var folders = world.folders();
        ending.lease().limit(limit);
        try (var folder = folders.open(task.run(), world.launcher().files())) {
            var control = new ControlFile(task.run(), folder.controlChannel());
            var variables = environment.of(task, clock.instant().plus(limit), folder.control());
            var wrapper = world.cell().wrapper(folder.work(), folder.control(), variables);
            var outputs = new RunOutputs(maxOutput);
            var launch = new Launch(
                    file.path(),
                    task.args(),
                    folder.work(),
                    folder.stdin(task.stdin()),
                    outputs,
                    new TreeMarker(task.id(), task.run().fence()),
                    wrapper,
                    file.isPinned() ? file.identity() : null);
            reports.control().add(control);
            reports.output().begin(task.run(), outputs);
            Ended ended;
            try {
                ended = world.launcher().run(launch, ending.lease());
            } finally {
                reports.output().end(task.run());
                reports.control().finish(control);
            }
            logUse(task, ended);
            return ending.of(ended, control.retryAfter(), folders);
        }
    }

    private static void logUse(ClaimedTask task, Ended ended) {
        var usage = ended.usage();
        if (usage != null) {
            LOG.debug(
                    "Task {} used {} ms of processor time and {} KB of memory.",
                    task.id(),
                    (usage.userMicros() + usage.systemMicros()) / 1000,
                    usage.peakKilobytes());
        }
    }
}
