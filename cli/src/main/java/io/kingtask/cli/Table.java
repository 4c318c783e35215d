package io.kingtask.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows under headings, aligned, no wider than the terminal: the widest column gives way. */
final class Table {

    private static final int GAP = 2;
    private static final int NARROWEST = 8;

    private final List<List<String>> rows = new ArrayList<>();

    Table(List<String> headings) {
        rows.add(headings.stream()
                .map(heading -> heading.replace('_', ' ').toUpperCase(Locale.ROOT))
                .toList());
    }

    /** Adds a row; its cells may hold anything. */
    void add(List<String> cells) {
        rows.add(cells.stream().map(SafeText::line).toList());
    }

    /** The table's lines, each with its line end. */
    String text(int columns) {
        var widths = fitted(columns);
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                var cell = SafeText.cut(row.get(i), widths[i]);
                line.append(cell).append(" ".repeat(widths[i] - SafeText.width(cell) + GAP));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int[] fitted(int columns) {
        var widths = new int[rows.get(0).size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], SafeText.width(row.get(i)));
            }
        }
        int left = columns + GAP;
        for (int width : widths) {
            left -= width + GAP;
        }
        while (left < 0) {
            int widest = widest(widths);
            int cut = Math.min(-left, widths[widest] - NARROWEST);
            if (cut <= 0) {
                break;
            }
            widths[widest] -= cut;
            left += cut;
        }
        return widths;
    }

    /** The last of the widest columns, so that ids at the front stay whole where they can. */
    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            if (widths[i] >= widths[widest]) {
                widest = i;
            }
        }
        return widest;
    }
}
