package io.kingtask.bench.report;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as JSON: {@code {taken_at, machine, yardstick, figures: [{scenario, name, unit, note, runs, yardstick, at_least | at_most, …}]}}. */
final class ResultsFile {

    private ResultsFile() {}

    static Results read(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file);
                var json = Json.createReader(text)) {
            JsonObject all = json.readObject();
            return new Results(
                    all.getString("taken_at"),
                    all.getString("machine"),
                    all.getString("yardstick"),
                    all.getJsonArray("figures").getValuesAs(JsonObject.class).stream()
                            .map(ResultsFile::figure)
                            .toList());
        }
    }

    static void write(Results results, Path file) throws IOException {
        var figures = Json.createArrayBuilder();
        results.figures().forEach(figure -> figures.add(json(figure)));
        JsonObject all = Json.createObjectBuilder()
                .add("taken_at", results.takenAt())
                .add("machine", results.machine())
                .add("yardstick", results.yardstick())
                .add("figures", figures)
                .build();
        try (Writer text = Files.newBufferedWriter(file);
                var json = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                        .createWriter(text)) {
            json.write(all);
        }
    }

    private static Figure figure(JsonObject json) {
        return new Figure(
                json.getString("scenario"),
                json.getString("name"),
                json.getString("unit"),
                json.getString("note"),
                numbers(json.getJsonArray("runs")),
                numbers(json.getJsonArray("yardstick")),
                goal(json));
    }

    private static @Nullable Goal goal(JsonObject json) {
        if (json.containsKey("at_least")) {
            return Goal.atLeast(json.getJsonNumber("at_least").doubleValue());
        }
        return json.containsKey("at_most")
                ? Goal.atMost(json.getJsonNumber("at_most").doubleValue())
                : null;
    }

    /** The median, the ratio and whether the goal is met follow from the rest; they are there for those who only read. */
    private static JsonObjectBuilder json(Figure figure) {
        var json = Json.createObjectBuilder()
                .add("scenario", figure.scenario())
                .add("name", figure.name())
                .add("unit", figure.unit())
                .add("note", figure.note())
                .add("runs", array(figure.runs()))
                .add("yardstick", array(figure.yardstick()))
                .add("median", figure.value());
        if (figure.isRatio()) {
            json.add("ratio", figure.ratio());
        }
        Goal goal = figure.goal();
        if (goal != null) {
            json.add(goal.isFloor() ? "at_least" : "at_most", goal.bound()).add("met", figure.isMet());
        }
        return json;
    }

    private static List<Double> numbers(JsonArray array) {
        return array.getValuesAs(JsonNumber::doubleValue);
    }

    private static JsonArrayBuilder array(List<Double> values) {
        var array = Json.createArrayBuilder();
        values.forEach(array::add);
        return array;
    }
}
