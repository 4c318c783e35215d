package io.kingtask.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What broker and worker cost while there is nothing to do. The figures are printed; a busy machine may take a while to be done with their start. */
class IdleIT {

    private static final Duration SETTLED_AFTER = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final double MOST = 0.05;
    private static final int TURNS = 4;

    @TempDir
    Path folder;

    @Test
    void idleProcessesHardlyUseTheProcessor() throws Exception {
        try (Installation installation = Installation.in(folder)) {
            Program worker = installation.startWorker("worker");
            Program broker = installation.startBroker();
            TimeUnit.NANOSECONDS.sleep(SETTLED_AFTER.toNanos());
            double share = share(broker, worker);
            for (int turn = 1; turn < TURNS && share >= MOST; turn++) {
                share = share(broker, worker);
            }
            System.out.printf(
                    Locale.ROOT,
                    "idle: %.2f %% of one core; peak memory of the broker %s, of the worker %s%n",
                    share * 100,
                    peakMemory(broker),
                    peakMemory(worker));
            assertTrue(share < MOST, "share of one core: " + share);
        }
    }

    /** Of one core. */
    private static double share(Program broker, Program worker) throws InterruptedException {
        double before = broker.cpuSeconds() + worker.cpuSeconds();
        TimeUnit.NANOSECONDS.sleep(MEASURED.toNanos());
        return (broker.cpuSeconds() + worker.cpuSeconds() - before) / MEASURED.toSeconds();
    }

    private static String peakMemory(Program program) throws Exception {
        Path status = Path.of("/proc", String.valueOf(program.pid()), "status");
        if (!Files.exists(status)) {
            return "unknown";
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.substring("VmHWM:".length()).strip())
                .findFirst()
                .orElse("unknown");
    }
}
