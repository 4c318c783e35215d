package io.kingtask.bench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All figures of one run of the bench.
 *
 * @param takenAt the day and minute
 * @param machine where
 * @param yardstick which loop the ratios of tasks a second speak of
 */
public record Results(String takenAt, String machine, String yardstick, List<Figure> figures) {

    public static Results read(Path file) throws IOException {
        return ResultsFile.read(file);
    }

    public void write(Path file) throws IOException {
        ResultsFile.write(this, file);
    }

    /** With figures that are new, in the place of those of the same scenario. */
    public Results with(String scenario, List<Figure> found) {
        List<Figure> all = new ArrayList<>(figures);
        all.removeIf(figure -> figure.scenario().equals(scenario));
        all.addAll(found);
        return new Results(takenAt, machine, yardstick, List.copyOf(all));
    }

    /** With those of an earlier run for the scenarios that this one left out. */
    public Results onTopOf(Results earlier, List<String> order) {
        Set<String> own = Set.copyOf(figures.stream().map(Figure::scenario).toList());
        List<Figure> all = new ArrayList<>(figures);
        earlier.figures.stream()
                .filter(figure -> !own.contains(figure.scenario()))
                .forEach(all::add);
        all.sort(Comparator.comparingInt(figure -> order.indexOf(figure.scenario())));
        return new Results(takenAt, machine, yardstick, List.copyOf(all));
    }

    public boolean allMet() {
        return figures.stream().allMatch(Figure::isMet);
    }

    /** @param part of the figure's name */
    Optional<Figure> find(String scenario, String part) {
        return figures.stream()
                .filter(figure ->
                        figure.scenario().equals(scenario) && figure.name().contains(part))
                .findFirst();
    }

    Optional<Figure> find(Figure wanted) {
        return figures.stream().filter(wanted::isSame).findFirst();
    }
}
