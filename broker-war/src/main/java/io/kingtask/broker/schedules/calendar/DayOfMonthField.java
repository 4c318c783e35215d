package io.kingtask.broker.schedules.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The days of a month: numbers, days before the last ({@code -1} to {@code -7}), {@code Last}, {@code 2nd Tue}, {@code Last Fri}, and
 * ranges and lists of these.
 */
final class DayOfMonthField {

    private static final List<String> ORDINALS = List.of("1st", "2nd", "3rd", "4th", "5th");
    private static final List<String> WEEKDAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}|-[1-7]");
    /** One day, then perhaps a hyphen and another. */
    private static final Pattern RANGE = Pattern.compile("\\s*(-?[^-]+?)\\s*(?:-\\s*(-?[^-]+?)\\s*)?");

    private final List<Range> ranges;

    private DayOfMonthField(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** A day that depends on the month. */
    private interface Day {
        /** Beyond the month's length, or 0, where this month has no such day. */
        int in(YearMonth month);
    }

    private record FixedDay(int day) implements Day {
        @Override
        public int in(YearMonth month) {
            return day;
        }
    }

    private record Range(Day from, Day to) {
        boolean has(LocalDate date) {
            var month = YearMonth.from(date);
            int first = from.in(month);
            int last = to.in(month);
            int day = date.getDayOfMonth();
            if (isOverTheEnd(first, last, month)) {
                return day >= first || day <= last;
            }
            return day >= first && day <= last;
        }

        /** Such as 27-3. But 30-Last is no such range in February: it has no 30th to begin with. */
        private boolean isOverTheEnd(int first, int last, YearMonth month) {
            boolean always = from instanceof FixedDay && to instanceof FixedDay;
            return first > last && last > 0 && (always || first <= month.lengthOfMonth());
        }
    }

    /** @throws IllegalArgumentException that says what is allowed */
    static DayOfMonthField parse(String text) {
        var ranges = new ArrayList<Range>();
        for (var part : text.split(",", -1)) {
            var range = RANGE.matcher(part);
            if (!range.matches()) {
                throw wrong(part);
            }
            var from = day(range.group(1));
            ranges.add(new Range(from, range.group(2) == null ? from : day(range.group(2))));
        }
        return new DayOfMonthField(List.copyOf(ranges));
    }

    boolean has(LocalDate date) {
        return ranges.stream().anyMatch(range -> range.has(date));
    }

    private static Day day(String text) {
        var words = text.toLowerCase(Locale.ROOT).split("\\s+", -1);
        if (words.length == 2 && WEEKDAYS.contains(words[1])) {
            return weekday(text, words[0], DayOfWeek.of(1 + WEEKDAYS.indexOf(words[1])));
        }
        if (words.length == 1 && words[0].equals("last")) {
            return YearMonth::lengthOfMonth;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw wrong(text);
        }
        int number = Integer.parseInt(text);
        if (number == 0 || number > 31) {
            throw wrong(text);
        }
        return number > 0 ? new FixedDay(number) : month -> month.lengthOfMonth() + number;
    }

    private static Day weekday(String text, String which, DayOfWeek weekday) {
        if (which.equals("last")) {
            return month -> month.atEndOfMonth()
                    .with(TemporalAdjusters.previousOrSame(weekday))
                    .getDayOfMonth();
        }
        int ordinal = ORDINALS.indexOf(which);
        if (ordinal < 0) {
            throw wrong(text);
        }
        return month ->
                month.atDay(1).with(TemporalAdjusters.nextOrSame(weekday)).getDayOfMonth() + 7 * ordinal;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("'" + text.strip()
                + "' is not understood: allowed are 1 to 31, Last, -1 to -7 (days before the last), 1st to 5th or Last with"
                + " Sun to Sat, such as 2nd Tue, ranges a-b, lists of these a,b, * for all");
    }
}
