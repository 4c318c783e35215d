package io.kingtask.cli;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A screen full of what goes on. Queues, workers and running tasks share the lines that are left below the counters. */
record Frame(Look look, Stty.Size size) {

    private static final String BARS = "▁▂▃▄▅▆▇█";

    private static final Columns QUEUES = Columns.of("name", "pending!", "running!", "workers!")
            .and("oldest!", queue -> Span.text(queue.get("oldest_pending_seconds")))
            .and("paused!", queue -> queue.getBoolean("paused", false) ? "paused" : "");
    private static final Columns WORKERS = Columns.of("name", "state!")
            .and("slots!", Workers::slots)
            .and("queues")
            .and("host");

    /** The lines, as many and as wide as the screen has at the most. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(header());
        lines.add("");
        lines.addAll(states());
        lines.add("");
        lines.add(rates());
        lines.add(times());
        var sections = List.of(
                new Section("queues", look.queues(), QUEUES),
                new Section("workers", look.workers(), WORKERS),
                new Section("running tasks", look.running(), running()));
        lines.addAll(sections(sections, size.lines() - lines.size()));
        return lines.stream()
                .limit(size.lines())
                .map(line -> SafeText.cut(line, size.columns()))
                .toList();
    }

    private String header() {
        var left = "kingtask top  " + look.broker();
        var right = look.at() + "  q quits";
        int gap = size.columns() - SafeText.width(left) - SafeText.width(right);
        return left + " ".repeat(Math.max(2, gap)) + right;
    }

    private List<String> states() {
        var states = Json.object(look.stats(), "states");
        var table = new Table(new ArrayList<>(states.keySet()));
        table.add(states.values().stream().map(Json::cell).toList());
        return table.lines(size.columns());
    }

    private String rates() {
        var text = new StringBuilder("A second:");
        for (var counter : List.of("accepted", "started", "succeeded", "failed", "retried")) {
            text.append("  ").append(counter).append(' ').append(rate(look.latest(), counter));
        }
        return text.toString();
    }

    /** How long the latest tasks waited and ran, and how many ended in each interval. */
    private String times() {
        var text = "On average:  waited " + otherwise(Span.millis(look.latest().get("wait_ms"))) + "  ran "
                + otherwise(Span.millis(look.latest().get("run_ms")));
        int room = size.columns() - SafeText.width(text) - 9;
        return room < 1 ? text : text + "  ended " + bars(room);
    }

    private String bars(int room) {
        var rows = look.history().getValuesAs(JsonObject.class);
        var ended = rows.subList(Math.max(0, rows.size() - room), rows.size()).stream()
                .mapToDouble(row -> Json.number(row, "succeeded") + Json.number(row, "failed"))
                .toArray();
        double most = Math.max(1, Arrays.stream(ended).max().orElse(1));
        var text = new StringBuilder();
        for (double number : ended) {
            text.append(BARS.charAt((int) Math.round(number / most * (BARS.length() - 1))));
        }
        return text.toString();
    }

    private Columns running() {
        return Columns.of("id!", "executable", "args")
                .and("runs!", task -> age(Json.cell(task.get("started_at"))))
                .and("queue")
                .and("worker");
    }

    private String age(String startedAt) {
        try {
            var age = Duration.between(Instant.parse(startedAt), look.at());
            return Span.text(Math.max(0, age.toMillis() / 1000.0));
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    /** Each section gets what it needs, or its share of the lines, and what others leave. */
    private List<String> sections(List<Section> sections, int room) {
        var lines = new ArrayList<String>();
        int left = room;
        for (int i = 0; i < sections.size(); i++) {
            int later = sections.subList(i + 1, sections.size()).stream()
                    .mapToInt(Section::least)
                    .sum();
            int share = Math.max(left / (sections.size() - i), Section.LEAST);
            int given = i == sections.size() - 1 ? left : Math.min(left - later, share);
            var shown = sections.get(i).lines(given, size.columns());
            lines.addAll(shown);
            left -= shown.size();
        }
        return lines;
    }

    private static String rate(JsonObject interval, String counter) {
        double seconds = Json.number(interval, "seconds");
        return seconds > 0 && interval.get(counter) instanceof JsonNumber
                ? String.format(Locale.ROOT, "%.1f", Json.number(interval, counter) / seconds)
                : "-";
    }

    private static String otherwise(String text) {
        return text.isEmpty() ? "-" : text;
    }

    /** A title and a table, in a number of lines. */
    private record Section(String title, JsonArray items, Columns columns) {

        /** A blank line, the headings, a row. */
        static final int LEAST = 3;

        int least() {
            return items.isEmpty() ? 2 : LEAST;
        }

        List<String> lines(int room, int width) {
            var lines = new ArrayList<String>();
            lines.add("");
            if (items.isEmpty()) {
                lines.add("No " + title + ".");
                return lines;
            }
            var rows = columns.table(items).lines(width);
            int fit = room - 1;
            if (rows.size() <= fit) {
                lines.addAll(rows);
            } else {
                lines.addAll(rows.subList(0, Math.max(1, fit - 1)));
                lines.add("… " + (rows.size() - Math.max(1, fit - 1)) + " more " + title);
            }
            return lines;
        }
    }
}
