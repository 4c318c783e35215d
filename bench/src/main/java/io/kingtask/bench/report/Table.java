package io.kingtask.bench.report;

import java.io.PrintStream;
import java.util.Locale;

/** Figures as lines of text, each as soon as it is there. */
public final class Table {

    private final PrintStream out;

    public Table(PrintStream out) {
        this.out = out;
    }

    public void head() {
        print("", "median", "", "yardstick", "ratio", "goal", "", "");
    }

    public void add(Figure figure) {
        print(
                figure.name(),
                Numbers.value(figure.value()),
                figure.unit(),
                figure.isRatio() ? Numbers.value(figure.yard()) : "",
                figure.isRatio() ? Numbers.ratio(figure.ratio()) : "",
                figure.goal() == null ? "" : figure.goal().toString(),
                figure.goal() == null ? "" : figure.isMet() ? "met" : "MISSED",
                figure.note());
    }

    /** Says what has changed since another run of the bench. */
    public void compare(Results now, Results before) {
        out.printf("%nAgainst the run of %s:%n", before.takenAt());
        for (Figure figure : now.figures()) {
            before.find(figure)
                    .ifPresent(old -> out.printf(
                            Locale.ROOT,
                            "%-44s %10s -> %10s %+7.1f %%%n",
                            figure.name(),
                            Numbers.value(old.judged()),
                            Numbers.value(figure.judged()),
                            (figure.judged() / old.judged() - 1) * 100));
        }
    }

    private void print(Object... cells) {
        out.printf(Locale.ROOT, "%-44s %12s %-8s %10s %6s %9s  %-6s %s%n", cells);
    }
}
