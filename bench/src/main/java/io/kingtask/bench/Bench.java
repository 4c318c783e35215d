package io.kingtask.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs the scenarios that are named, or all, prints what they found and keeps it as JSON. Exit status: 0 when all goals are reached, 1 when
 * not, 2 for a wrong command line.
 */
public final class Bench {

    private static final List<Scenario> ALL = List.of(
            new Throughput(),
            new Latency(),
            new TimedTasks(),
            new Submissions(),
            new RedisBytes(),
            new Footprint(),
            new MillionTimers());

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);

    private Bench() {}

    public static void main(String[] names) throws Exception {
        List<Scenario> chosen = new ArrayList<>(names.length == 0 ? ALL : List.of());
        for (String name : names) {
            ALL.stream().filter(scenario -> scenario.name().equals(name)).forEach(chosen::add);
        }
        if (chosen.size() < names.length) {
            System.err.println("There are these scenarios: "
                    + ALL.stream().map(Scenario::name).collect(Collectors.joining(", ")));
            System.exit(2);
        }
        Path target = Path.of(System.getProperty("bench.target", "target"));
        Workshop workshop = new Workshop(target, Files.createDirectories(target.resolve("runs")));
        System.exit(run(workshop, chosen, target.resolve("bench.json")) ? 0 : 1);
    }

    private static boolean run(Workshop workshop, List<Scenario> scenarios, Path file) throws Exception {
        Report report = new Report();
        for (Scenario scenario : scenarios) {
            for (Figure figure : scenario.measure(workshop, ROUNDS)) {
                report.add(scenario.name(), figure);
            }
        }
        report.compareWith(file);
        write(file, report);
        return report.allReached();
    }

    private static void write(Path file, Report report) throws IOException {
        Files.writeString(file, report.json());
        System.out.println("All rounds are in " + file + "; the next run is compared with it.");
    }
}
