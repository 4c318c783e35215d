package io.kingtask.bench;

import io.kingtask.system.Installation;
import io.kingtask.system.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What broker and worker take at rest, and how long they take to be ready. */
final class Footprint implements Scenario {

    private static final int SETTLED_AFTER_S = 10;

    @Override
    public String name() {
        return "footprint";
    }

    @Override
    public List<Figure> measure(Workshop workshop, int rounds) throws Exception {
        List<Double> brokerReady = new ArrayList<>();
        List<Double> brokerMemory = new ArrayList<>();
        List<Double> workerReady = new ArrayList<>();
        List<Double> workerMemory = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            try (Installation installation = workshop.installation()) {
                long start = System.nanoTime();
                Program broker = installation.startBroker("auth: off");
                brokerReady.add((System.nanoTime() - start) / 1e9);
                start = System.nanoTime();
                Program worker = installation.startWorker("worker");
                workerReady.add((System.nanoTime() - start) / 1e9);
                TimeUnit.SECONDS.sleep(SETTLED_AFTER_S);
                brokerMemory.add(residentMegabytes(broker));
                workerMemory.add(residentMegabytes(worker));
            }
        }
        return List.of(
                new Figure("broker ready", "s", brokerReady, List.of(), Goal.atMost(10)),
                new Figure("broker resident at rest", "MB", brokerMemory, List.of(), Goal.atMost(350)),
                new Figure("worker ready", "s", workerReady, List.of(), Goal.atMost(1)),
                new Figure("worker resident at rest", "MB", workerMemory, List.of(), Goal.atMost(80)));
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
