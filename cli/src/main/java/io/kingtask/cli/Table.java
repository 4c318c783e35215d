package io.kingtask.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Rows under headings, aligned, numbers to the right, no wider than the terminal: first the widest columns are cut, then the
 * last ones are left out.
 */
final class Table {

    private static final int GAP = 2;
    private static final int NARROWEST = 8;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9,.]*");

    private final List<List<String>> rows = new ArrayList<>();
    private final BitSet whole = new BitSet();

    Table(List<String> headings) {
        rows.add(headings.stream()
                .map(heading -> heading.replace('_', ' ').toUpperCase(Locale.ROOT))
                .toList());
    }

    /** The column is shown whole or not at all. */
    void keepWhole(int column) {
        whole.set(column);
    }

    /** Adds a row; its cells may hold anything. */
    void add(List<String> cells) {
        rows.add(cells.stream().map(SafeText::line).toList());
    }

    /** The table's lines, each with its line end. */
    String text(int columns) {
        var text = new StringBuilder();
        lines(columns).forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** The headings, then a line for each row. */
    List<String> lines(int columns) {
        var widths = fitted(columns);
        var numbers = numbers(widths.length);
        return rows.stream().map(row -> line(row, widths, numbers)).toList();
    }

    private static String line(List<String> row, int[] widths, BitSet numbers) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var cell = SafeText.cut(row.get(i), widths[i]);
            var blanks = " ".repeat(widths[i] - SafeText.width(cell));
            line.append(i == 0 ? "" : " ".repeat(GAP));
            line.append(numbers.get(i) ? blanks + cell : cell + blanks);
        }
        return line.toString().stripTrailing();
    }

    /** The columns that hold numbers only, and one at least. */
    private BitSet numbers(int columns) {
        var numbers = new BitSet();
        for (int i = 0; i < columns; i++) {
            int column = i;
            var cells = rows.stream()
                    .skip(1)
                    .map(row -> row.get(column))
                    .filter(cell -> !cell.isEmpty())
                    .toList();
            numbers.set(i, !cells.isEmpty() && cells.stream().allMatch(NUMBER.asMatchPredicate()));
        }
        return numbers;
    }

    /** The widths of the columns that are shown. */
    private int[] fitted(int columns) {
        int[] natural = new int[rows.get(0).size()];
        for (var row : rows) {
            for (int i = 0; i < natural.length; i++) {
                natural[i] = Math.max(natural[i], SafeText.width(row.get(i)));
            }
        }
        int shown = 0;
        int left = columns + GAP;
        while (shown < natural.length && left - least(shown, natural[shown]) - GAP >= 0) {
            left -= least(shown, natural[shown]) + GAP;
            shown++;
        }
        // What is there at all is worth a line that is too long.
        var widths = Arrays.copyOf(natural, Math.max(1, shown));
        narrow(widths, columns);
        return widths;
    }

    private void narrow(int[] widths, int columns) {
        int over = Arrays.stream(widths).map(width -> width + GAP).sum() - GAP - columns;
        while (over > 0) {
            int widest = widest(widths);
            if (widest < 0) {
                return;
            }
            widths[widest]--;
            over--;
        }
    }

    private int least(int column, int natural) {
        return whole.get(column) ? natural : Math.min(natural, NARROWEST);
    }

    /** The last of the widest columns that may be cut; -1 when there is none. */
    private int widest(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean mayBeCut = !whole.get(i) && widths[i] > NARROWEST;
            if (mayBeCut && (widest < 0 || widths[i] >= widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }
}
