package io.kingtask.bench;

import io.kingtask.bench.report.Figure;
import io.kingtask.bench.report.Machine;
import io.kingtask.bench.report.Page;
import io.kingtask.bench.report.Results;
import io.kingtask.bench.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Runs scenarios, prints what they found and keeps it as JSON. Exit status: 0 when all goals are met, 1 when not or when a scenario
 * failed, 2 for a wrong command line.
 */
public final class Bench {

    private static final List<Scenario> ALL = List.of(
            new Throughput(),
            new Warm(),
            new Latency(),
            new TimedTasks(),
            new MillionTimers(),
            new Submissions(),
            new RedisBytes(),
            new Footprint(),
            new Growth(),
            new Inner());
    private static final List<String> NAMES = ALL.stream().map(Scenario::name).toList();

    private final Options options;
    private final Workshop workshop;
    private final Table table = new Table(System.out);
    private boolean hasFailed;

    private Bench(Options options, Workshop workshop) {
        this.options = options;
        this.workshop = workshop;
    }

    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(System.getProperty("bench.target")).toAbsolutePath();
        try {
            Workshop workshop = Workshop.open(target);
            Options options = Options.parse(arguments, NAMES, target.resolve("bench.json"));
            System.exit(new Bench(options, workshop).run() ? 0 : 1);
        } catch (Options.WrongUse e) {
            System.err.println("bench/run.sh: " + e.getMessage());
            System.exit(2);
        }
    }

    private boolean run() throws IOException {
        Results results = options.scenarios().isEmpty() ? Results.read(options.json()) : measure();
        if (options.compare().isPresent()) {
            table.compare(results, Results.read(options.compare().get()));
        }
        if (options.isPageWanted()) {
            Page.write(results, Path.of(System.getProperty("kingtask.sources")));
        }
        return options.scenarios().isEmpty() || (!hasFailed && results.allMet());
    }

    /** What is found is kept after each scenario, so that a failure costs only its own. */
    private Results measure() throws IOException {
        String now = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                .format(ZonedDateTime.now(ZoneOffset.UTC));
        var results =
                new Results(now, Machine.here().toString(), workshop.yardstick().name(), List.of());
        System.out.println(results.machine() + "\nThe yardstick: " + results.yardstick());
        table.head();
        for (Scenario scenario : ALL) {
            if (options.scenarios().contains(scenario.name())) {
                results = results.with(scenario.name(), measure(scenario));
                keep(results);
            }
        }
        System.out.println("Kept in " + options.json());
        return Results.read(options.json());
    }

    private void keep(Results results) throws IOException {
        Path file = options.json();
        (Files.exists(file) ? results.onTopOf(Results.read(file), NAMES) : results).write(file);
    }

    private List<Figure> measure(Scenario scenario) {
        try {
            List<Figure> found = scenario.measure(workshop, options.effort());
            found.forEach(table::add);
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (Exception | AssertionError e) {
            System.err.println("The scenario " + scenario.name() + " failed:");
            e.printStackTrace();
            hasFailed = true;
            return List.of();
        }
    }
}
