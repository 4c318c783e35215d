package io.kingtask.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that is known about one plan, for whoever has to find out what went wrong with it. */
final class Story {

    private static final double AROUND = 10;

    private Story() {}

    static String of(int number, List<String> findings, HistoryChecker.Seen seen, Path folder) {
        Plan plan = seen.plans().get(number);
        String id = Objects.requireNonNullElse(seen.acknowledged().get(number), "no id");
        List<Run> runs = seen.runs().getOrDefault(number, List.of());
        double from = runs.isEmpty() ? 0 : runs.get(0).began() - AROUND;
        double until =
                runs.isEmpty() ? Double.MAX_VALUE : runs.get(runs.size() - 1).began() + AROUND;
        return Stream.of(
                        Stream.of("plan " + number + " " + findings, "  " + plan),
                        seen.tasks().stream()
                                .filter(task -> task.args().get(0).equals(String.valueOf(number)))
                                .map(task -> "  " + task),
                        runs.stream().map(run -> "  " + run),
                        seen.blows().stream()
                                .filter(blow -> blow.until() >= from && blow.from() <= until)
                                .map(blow -> "  " + blow),
                        logLines(folder, id))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> logLines(Path folder, String id) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".log"))
                    .flatMap(file ->
                            lines(file).filter(line -> line.contains(id)).map(line -> "  " + line))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
