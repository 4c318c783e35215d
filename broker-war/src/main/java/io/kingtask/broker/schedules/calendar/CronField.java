package io.kingtask.broker.schedules.calendar;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One of cron's fields: {@code *}, numbers or names, ranges, lists of these, and steps over all or over a range.
 *
 * @param max of the day of week 7, which is Sunday as 0 is
 * @param names of the values from {@code min} on; none: only numbers
 */
record CronField(String name, int min, int max, List<String> names) {

    static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /** @throws IllegalArgumentException that names the field and says what is allowed */
    BitSet parse(String word) {
        var values = new BitSet();
        for (var part : word.split(",", -1)) {
            addSteps(values, part);
        }
        if (names.equals(WEEKDAYS) && values.get(7)) {
            values.set(0);
            values.clear(7);
        }
        return values;
    }

    private void addSteps(BitSet values, String part) {
        var rangeAndStep = part.split("/", -1);
        var ends = rangeAndStep[0].split("-", -1);
        boolean all = rangeAndStep[0].equals("*");
        boolean stepped = rangeAndStep.length > 1;
        if (rangeAndStep.length > 2 || ends.length > 2) {
            throw wrong(part);
        }
        int from = all ? min : value(ends[0], part);
        boolean openEnded = all || (stepped && ends.length == 1);
        int to = openEnded ? max : value(ends[ends.length - 1], part);
        to = to == 0 && from > to && names.equals(WEEKDAYS) ? 7 : to; // Sunday as the end of a week
        int step = stepped ? number(rangeAndStep[1], part) : 1;
        if (from > to || step < 1 || step > max) {
            throw wrong(part);
        }
        for (int value = from; value <= to; value += step) {
            values.set(value);
        }
    }

    private int value(String text, String part) {
        int name = names.indexOf(text.toLowerCase(Locale.ROOT));
        int value = name < 0 ? number(text, part) : min + name;
        if (value < min || value > max) {
            throw wrong(part);
        }
        return value;
    }

    private int number(String text, String part) {
        if (!text.matches("[0-9]{1,2}")) {
            throw wrong(part);
        }
        return Integer.parseInt(text);
    }

    private IllegalArgumentException wrong(String part) {
        return new IllegalArgumentException(
                name + ": '" + part + "' is not understood: allowed are " + min + " to " + max
                        + (names.isEmpty() ? "" : " and " + names.get(0) + " to " + names.get(names.size() - 1))
                        + ", ranges a-b with a not after b, lists a,b, * for all, and steps such as */5");
    }
}
