package io.kingtask.bench;

import io.kingtask.bench.report.Figure;
import io.kingtask.bench.report.Goal;
import io.kingtask.bench.report.Series;
import io.kingtask.system.Installation;
import io.kingtask.system.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What broker and worker take at rest, and how long they take to be ready. */
final class Footprint implements Scenario {

    private static final int SETTLED_AFTER_S = 4;

    @Override
    public String name() {
        return "footprint";
    }

    @Override
    public List<Figure> measure(Workshop workshop, Effort effort) throws Exception {
        var brokerReady = new Series("broker ready", "s", Goal.atMost(10));
        var brokerMemory = new Series("broker resident at rest", "MB", Goal.atMost(350));
        var workerReady = new Series("worker ready", "s", Goal.atMost(1));
        var workerMemory = new Series("worker resident at rest", "MB", Goal.atMost(80));
        for (int i = 0; i < effort.runs(); i++) {
            try (Installation installation = workshop.installation()) {
                long start = System.nanoTime();
                Program broker = installation.startBroker("auth: off");
                brokerReady.add((System.nanoTime() - start) / 1e9);
                TimeUnit.SECONDS.sleep(SETTLED_AFTER_S);
                start = System.nanoTime();
                Program worker = installation.startWorker("worker");
                workerReady.add((System.nanoTime() - start) / 1e9);
                TimeUnit.SECONDS.sleep(SETTLED_AFTER_S);
                brokerMemory.add(residentMegabytes(broker));
                workerMemory.add(residentMegabytes(worker));
            }
        }
        return List.of(
                brokerReady.of(name()), brokerMemory.of(name()), workerReady.of(name()), workerMemory.of(name()));
    }

    private static double residentMegabytes(Program program) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(program.pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1e3;
    }
}
