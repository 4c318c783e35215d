package io.kingtask.worker.execute;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.kingtask.client.FailureRule;
import io.kingtask.store.ClaimedTask;
import io.kingtask.store.RedisAddress;
import io.kingtask.store.WorkStore;
import io.kingtask.store.WorkStore.Finish;
import io.kingtask.worker.FakeWorkStore;
import io.kingtask.worker.WorkerProcess;
import io.kingtask.worker.cell.Cell;
import io.kingtask.worker.config.Confinement;
import io.kingtask.worker.config.QueueChoice;
import io.kingtask.worker.config.WorkerConfig;
import io.kingtask.worker.control.ControlWatch;
import io.kingtask.worker.folder.WorkFolders;
import io.kingtask.worker.lease.LeaseTime;
import io.kingtask.worker.lease.LeasedRun;
import io.kingtask.worker.loop.StoreWatch;
import io.kingtask.worker.output.LiveOutput;
import io.kingtask.worker.process.Launcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bin_path with programs of the test's own, and a task runner over it. */
final class Bench implements AutoCloseable {

    static final Duration KILL_GRACE = Duration.ofMillis(700);

    final Path bin;
    final Path temporary;
    final FakeWorkStore store = new FakeWorkStore();
    final LeaseTime time = new LeaseTime(Duration.ofSeconds(60), KILL_GRACE, System::nanoTime);
    private final WorkFolders folders;
    private final ControlWatch controlWatch;
    final TaskRunner runner;

    Bench(Path folder, Launcher launcher, int maxOutput) throws IOException {
        this(folder, launcher, maxOutput, Confinement.NONE, Map.of());
    }

    Bench(Path folder, Launcher launcher, int maxOutput, Confinement confinement, Map<String, String> pins)
            throws IOException {
        bin = Files.createDirectory(folder.resolve("bin"));
        temporary = Files.createDirectory(folder.resolve("tmp"));
        var cell = Cell.of(confinement, bin, temporary);
        folders = WorkFolders.create(temporary, "1", cell.account());
        tryOut(cell);
        controlWatch = new ControlWatch(store, FakeWorkStore.WORKER, new StoreWatch("fake"), Thread::new);
        controlWatch.start();
        var live = new LiveOutput(store, FakeWorkStore.WORKER, new StoreWatch("fake"), Thread::new);
        var reports = new TaskRunner.Reports(controlWatch, live);
        var world = new TaskRunner.World(launcher, cell, folders, Thread::new);
        runner = new TaskRunner(config(maxOutput, confinement, pins), world, reports, Clock.systemUTC());
    }

    private void tryOut(Cell cell) throws IOException {
        try (var trial = folders.open(new WorkStore.Run("trial", 0))) {
            cell.tryOut(trial.work(), trial.control(), bin);
        }
    }

    private WorkerConfig config(int maxOutput, Confinement confinement, Map<String, String> pins) {
        return new WorkerConfig(
                Optional.empty(),
                "broker",
                RedisAddress.parse("127.0.0.1:1"),
                bin,
                Optional.empty(),
                "info",
                Duration.ZERO,
                Optional.empty(),
                Duration.ofSeconds(30),
                1,
                new QueueChoice.Strict(List.of("default")),
                Duration.ofSeconds(60),
                Duration.ZERO,
                KILL_GRACE,
                maxOutput,
                FailureRule.STDERR,
                Map.of("CONFIGURED", "yes"),
                confinement,
                pins,
                Optional.empty());
    }

    void script(String name, String... lines) throws IOException {
        var file = bin.resolve(name);
        Files.writeString(file, String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    LeasedRun lease(ClaimedTask task) {
        return new LeasedRun(task.run(), time, time.now());
    }

    /** One that leaves its program more time between SIGTERM and SIGKILL, where that is to end by itself. */
    LeasedRun politeLease(ClaimedTask task) {
        var polite = new LeaseTime(time.lease(), Duration.ofSeconds(10), time.nanoTime());
        return new LeasedRun(task.run(), polite, polite.now());
    }

    RunEnd end(ClaimedTask task, LeasedRun lease) {
        return runner.run(task, lease);
    }

    Finish run(ClaimedTask task) {
        return ((RunEnd.Result) end(task, lease(task))).finish();
    }

    Finish run(String executable, String... args) {
        return run(Tasks.task(executable, List.of(args)));
    }

    static String stdout(Finish finish) {
        return new String(finish.stdout().bytes(), StandardCharsets.UTF_8);
    }

    static String error(Finish finish) {
        return new String(finish.error().bytes(), StandardCharsets.UTF_8);
    }

    static boolean isOk(Finish finish) {
        return finish.outcome() == WorkStore.Outcome.SUCCEEDED;
    }

    /** The process whose number the program wrote down is gone, or only waits for init to take note of it. */
    static void assertGone(Path pidFile) throws IOException {
        var pid = Files.readString(pidFile).strip();
        assertFalse(WorkerProcess.isAlive(Long.parseLong(pid)), "process " + pid);
    }

    /** Children of this process that ended and that nobody has taken note of. */
    static List<String> zombies() throws IOException {
        var own = Long.toString(ProcessHandle.current().pid());
        var zombies = new ArrayList<String>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                var stat = stat(process);
                if (stat.length > 1 && stat[0].equals("Z") && stat[1].equals(own)) {
                    zombies.add(process.getFileName().toString());
                }
            }
        }
        return zombies;
    }

    /** State, parent and so on; nothing when it is gone. */
    private static String[] stat(Path process) {
        try {
            var text = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            return text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        } catch (IOException e) {
            return new String[0];
        }
    }

    @Override
    public void close() {
        runner.close();
        controlWatch.close();
        folders.close();
    }
}
