package io.kingtask.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures as a table, line by line as they come, and as JSON. */
final class Report {

    private final Map<String, Figure> figures = new LinkedHashMap<>();

    void add(String scenario, Figure figure) {
        if (figures.isEmpty()) {
            System.out.printf("%-36s %12s %-9s %12s %7s %9s%n", "", "median", "", "yardstick", "ratio", "goal");
        }
        figures.put(scenario + ": " + figure.name(), figure);
        boolean alone = figure.yardstick().isEmpty();
        System.out.printf(
                Locale.ROOT,
                "%-36s %12.2f %-9s %12s %7s %9s %s%n",
                figure.name(),
                figure.value(),
                figure.unit(),
                alone ? "" : String.format(Locale.ROOT, "%.1f", median(figure.yardstick())),
                alone ? "" : String.format(Locale.ROOT, "%.3f", figure.ratio()),
                figure.goal() == null ? "" : figure.goal(),
                figure.isReached() ? "" : "missed");
    }

    /** Says what has changed since the run that {@code file} keeps; nothing when there is none. */
    void compareWith(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        JsonObject before =
                Json.createReader(new StringReader(Files.readString(file))).readObject();
        System.out.println("Against the run before:");
        figures.forEach((name, figure) -> {
            if (before.containsKey(name)) {
                double old =
                        before.getJsonObject(name).getJsonNumber("compared").doubleValue();
                System.out.printf(Locale.ROOT, "%-56s %+6.1f %%%n", name, (compared(figure) / old - 1) * 100);
            }
        });
    }

    boolean allReached() {
        return figures.values().stream().allMatch(Figure::isReached);
    }

    String json() {
        var all = Json.createObjectBuilder();
        figures.forEach((name, figure) -> all.add(
                name,
                Json.createObjectBuilder()
                        .add("unit", figure.unit())
                        .add("compared", compared(figure))
                        .add("rounds", array(figure.rounds()))
                        .add("yardstick", array(figure.yardstick()))));
        return all.build().toString();
    }

    private static double compared(Figure figure) {
        return figure.yardstick().isEmpty() ? figure.value() : figure.ratio();
    }

    private static double median(List<Double> values) {
        return Samples.of(values.stream().mapToDouble(Double::doubleValue).toArray())
                .median();
    }

    private static JsonArrayBuilder array(List<Double> values) {
        var array = Json.createArrayBuilder();
        values.forEach(array::add);
        return array;
    }
}
