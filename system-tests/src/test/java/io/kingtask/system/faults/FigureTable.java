package io.kingtask.system.faults;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names and figures, printed at the end of a test. */
final class FigureTable {

    private final String title;
    private final Map<String, String> rows = new LinkedHashMap<>();

    FigureTable(String title) {
        this.title = title;
    }

    FigureTable row(String name, Object figure) {
        rows.put(name, String.valueOf(figure));
        return this;
    }

    @Override
    public String toString() {
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder table = new StringBuilder(title).append('\n');
        rows.forEach((name, figure) -> table.append("  ")
                .append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(figure)
                .append('\n'));
        return table.toString();
    }
}
