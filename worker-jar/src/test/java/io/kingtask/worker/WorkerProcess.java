package io.kingtask.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A worker as a process of its own, so that it can be killed, suspended and started again. Its log is kept. */
public final class WorkerProcess implements AutoCloseable {

    /** A busy machine may take ten seconds to start Java. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern WATCHDOG = Pattern.compile("Process ([0-9]+) ends the programs of this worker");

    private final Process process;
    private final List<String> log = new ArrayList<>();

    private WorkerProcess(Process process) {
        this.process = process;
        var reader = new Thread(this::readLog, "log of worker " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** @param variables {@code KINGTASK_*}, HOME and TMPDIR as wanted */
    public static WorkerProcess start(Map<String, String> variables) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-Djava.util.logging.manager=io.kingtask.settings.SteadyLogManager",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName());
        builder.environment().putAll(variables);
        return new WorkerProcess(builder.redirectErrorStream(true).start());
    }

    private void readLog() {
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println("  worker " + process.pid() + ": " + line);
                synchronized (log) {
                    log.add(line);
                }
            }
        } catch (IOException e) {
            System.out.println("  worker " + process.pid() + ": " + e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public Process process() {
        return process;
    }

    /** SIGKILL: as a crash, or the system's want of memory. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    }

    public boolean hasLogged(Predicate<String> line) {
        synchronized (log) {
            return log.stream().anyMatch(line);
        }
    }

    public void awaitLog(String part) {
        await("no line in the log with: " + part, () -> hasLogged(line -> line.contains(part)));
    }

    /** The number of the process that ends its programs: its log says it, and its other children come and go. */
    public long awaitWatchdog() {
        awaitLog("ends the programs of this worker");
        synchronized (log) {
            return log.stream()
                    .flatMap(line -> WATCHDOG.matcher(line).results())
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Waits for a condition that no signal tells of. */
    public static void await(String otherwise, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(otherwise);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The number that a program wrote, when it has done so. */
    public static long awaitPid(Path file) throws IOException {
        await("no " + file, () -> {
            try {
                return Files.exists(file) && Files.readString(file).endsWith("\n");
            } catch (IOException e) {
                return false;
            }
        });
        return Long.parseLong(Files.readString(file).strip());
    }

    /** Whether it runs: what only waits for its parent to take note of its end does not. */
    public static boolean isAlive(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    /** That none of them was seen later than that, from now; what holds up the one who looks does not count. */
    public static void assertGoneWithin(Duration limit, long... pids) {
        long begin = System.nanoTime();
        var seen = new AtomicLong(begin);
        for (long pid : pids) {
            await("process " + pid + " is still there", () -> {
                long now = System.nanoTime();
                boolean alive = isAlive(pid);
                if (alive) {
                    seen.set(now);
                }
                return !alive;
            });
        }
        var took = Duration.ofNanos(seen.get() - begin);
        System.out.println("All gone after " + took.toMillis() + " ms.");
        if (took.compareTo(limit) >= 0) {
            throw new AssertionError("took " + took);
        }
    }

    @Override
    public void close() {
        try {
            // One that is suspended would never hear of it.
            resume();
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
