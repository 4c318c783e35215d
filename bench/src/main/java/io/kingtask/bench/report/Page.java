package io.kingtask.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the figures into docs/performance.md, between the marks where they belong, and its pictures anew. The words are left as they are. */
public final class Page {

    private static final Pattern PLACE =
            Pattern.compile("(<!-- figures: ([a-z ]+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);
    private static final String HEAD = "| | median | yardstick | ratio | goal | |\n|---|--:|--:|--:|--:|---|\n";

    private Page() {}

    /** @param sources the checkout */
    public static void write(Results results, Path sources) throws IOException {
        Path page = sources.resolve("docs/performance.md");
        Files.writeString(page, filled(Files.readString(page), results));
        new Plots(results, sources.resolve("docs/images")).write();
        System.out.println("Written: " + page + " and its pictures.");
    }

    static String filled(String page, Results results) {
        return PLACE.matcher(page).replaceAll(place -> {
            String what = place.group(2);
            String text = what.equals("machine") ? machine(results) : table(results, List.of(what.split(" ", -1)));
            return Matcher.quoteReplacement(place.group(1) + text + place.group(3));
        });
    }

    private static String machine(Results results) {
        return "Taken on " + results.takenAt() + " on " + results.machine() + ". The yardstick is "
                + results.yardstick() + ".\n";
    }

    private static String table(Results results, List<String> scenarios) {
        String rows = results.figures().stream()
                .filter(figure -> scenarios.contains(figure.scenario()))
                .map(Page::row)
                .collect(Collectors.joining());
        return rows.isEmpty() ? "Not measured yet.\n" : HEAD + rows;
    }

    private static String row(Figure figure) {
        Goal goal = figure.goal();
        String note = figure.note().isEmpty() ? "" : " (" + figure.note() + ")";
        List<String> cells = List.of(
                figure.name() + note,
                Numbers.value(figure.value()) + " " + figure.unit(),
                figure.isRatio() ? Numbers.value(figure.yard()) : "",
                figure.isRatio() ? Numbers.ratio(figure.ratio()) : "",
                goal == null ? "" : goal.toString(),
                goal == null ? "" : figure.isMet() ? "met" : "**missed**");
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
