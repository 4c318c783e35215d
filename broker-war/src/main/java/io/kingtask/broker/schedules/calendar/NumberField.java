package io.kingtask.broker.schedules.calendar;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** An attribute whose values are numbers, some with names: reads {@code 5}, {@code 8-17}, {@code Mon-Fri}, {@code 0,30}, steps such as {@code 0/10}. */
enum NumberField {
    SECOND(0, 59, 0, List.of()),
    MINUTE(0, 59, 0, List.of()),
    HOUR(0, 23, 0, List.of()),
    MONTH(1, 12, 1, CronField.MONTHS),
    /** 0 and 7 are Sunday. */
    DAY_OF_WEEK(0, 7, 0, CronField.WEEKDAYS),
    YEAR(1970, 9999, 1970, List.of());

    private final int min;
    private final int max;
    private final int firstName;
    private final List<String> names;

    NumberField(int min, int max, int firstName, List<String> names) {
        this.min = min;
        this.max = max;
        this.firstName = firstName;
        this.names = names;
    }

    /** @throws IllegalArgumentException that says what is allowed */
    BitSet parse(String text) {
        var values = new BitSet(max + 1);
        if (text.strip().equals("*")) {
            values.set(min, max + 1);
        } else if (text.contains("/")) {
            addSteps(values, text);
        } else {
            for (var part : text.split(",", -1)) {
                addRange(values, part);
            }
        }
        if (this == DAY_OF_WEEK && values.get(7)) {
            values.set(0);
            values.clear(7);
        }
        return values;
    }

    private void addSteps(BitSet values, String text) {
        var parts = text.split("/", -1);
        if (parts.length != 2 || !hasSteps()) {
            throw wrong(text);
        }
        int first = parts[0].strip().equals("*") ? min : value(parts[0]);
        int step = number(parts[1]);
        if (step < 1 || step > max) {
            throw wrong(text);
        }
        for (int value = first; value <= max; value += step) {
            values.set(value);
        }
    }

    private void addRange(BitSet values, String text) {
        var ends = text.split("-", -1);
        if (ends.length > 2) {
            throw wrong(text);
        }
        int from = value(ends[0]);
        int to = value(ends[ends.length - 1]);
        if (from <= to) {
            values.set(from, to + 1);
        } else if (this == YEAR) {
            throw wrong(text);
        } else { // over the end and on from the beginning, such as 22-4
            values.set(from, max + 1);
            values.set(min, to + 1);
        }
    }

    private int value(String text) {
        int name = names.indexOf(text.strip().toLowerCase(Locale.ROOT));
        int value = name < 0 ? number(text) : firstName + name;
        if (value < min || value > max) {
            throw wrong(text);
        }
        return value;
    }

    private int number(String text) {
        var digits = text.strip();
        if (!digits.matches("[0-9]{1,4}")) {
            throw wrong(text);
        }
        return Integer.parseInt(digits);
    }

    private boolean hasSteps() {
        return this == SECOND || this == MINUTE || this == HOUR;
    }

    private IllegalArgumentException wrong(String text) {
        var allowed = new StringBuilder("'" + text.strip() + "' is not understood: allowed are " + min + " to " + max);
        if (!names.isEmpty()) {
            allowed.append(" and ").append(String.join(", ", names));
        }
        allowed.append(", ranges a-b, lists of both a,b, * for all");
        return new IllegalArgumentException(
                hasSteps() ? allowed + ", or steps from/by such as */10" : allowed.toString());
    }
}
