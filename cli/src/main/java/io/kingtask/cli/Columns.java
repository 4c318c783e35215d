package io.kingtask.cli;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a table shows of each object, from left to right: {@code Columns.of("id!", "state!", "args")}. A name with an exclamation
 * mark is a column that is useless when it is cut: it is shown whole, or not at all. Immutable.
 */
final class Columns {

    private static final String WHOLE = "!";

    private record Column(String heading, boolean whole, Function<JsonObject, String> cell) {}

    private final List<Column> columns;

    private Columns(List<Column> columns) {
        this.columns = columns;
    }

    /** Columns of fields of these names. */
    static Columns of(String... fields) {
        var columns = new Columns(List.of());
        for (var field : fields) {
            columns = columns.and(field);
        }
        return columns;
    }

    Columns and(String field) {
        var name = field.replace(WHOLE, "");
        return and(field, object -> Json.cell(object.get(name)));
    }

    Columns and(String heading, Function<JsonObject, String> cell) {
        var more = new ArrayList<>(columns);
        more.add(new Column(heading.replace(WHOLE, ""), heading.endsWith(WHOLE), cell));
        return new Columns(more);
    }

    Table table(JsonArray items) {
        var table = new Table(columns.stream().map(Column::heading).toList());
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).whole()) {
                table.keepWhole(i);
            }
        }
        for (var item : items.getValuesAs(JsonObject.class)) {
            table.add(columns.stream().map(column -> column.cell().apply(item)).toList());
        }
        return table;
    }
}
