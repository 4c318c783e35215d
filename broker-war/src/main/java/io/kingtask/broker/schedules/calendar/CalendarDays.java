package io.kingtask.broker.schedules.calendar;

import java.time.LocalDate;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The days of a calendar expression.
 *
 * @param daysOfMonth null: not restricted
 * @param daysOfWeek Sunday is 0; null: not restricted
 */
record CalendarDays(
        BitSet years,
        BitSet months,
        @Nullable DayOfMonthField daysOfMonth,
        @Nullable BitSet daysOfWeek) {

    /** Within so many years even the 29th of February falls on each day of the week. */
    private static final int FARTHEST_YEARS = 41;

    /** The first at {@code date} or later; null when there is none, or none in sight. */
    @Nullable LocalDate from(LocalDate date) {
        int year = years.nextSetBit(Math.max(0, date.getYear()));
        if (year < 0) {
            return null;
        }
        var day = year == date.getYear() ? date : LocalDate.of(year, 1, 1);
        var end = day.plusYears(FARTHEST_YEARS);
        while (!has(day)) {
            day = months.get(day.getMonthValue())
                    ? day.plusDays(1)
                    : day.withDayOfMonth(1).plusMonths(1);
            if (!day.isBefore(end)) {
                return null;
            }
        }
        return day;
    }

    private boolean has(LocalDate day) {
        return years.get(day.getYear()) && months.get(day.getMonthValue()) && hasDay(day);
    }

    /** Where both are restricted either is enough: so EJB wants it, and cron. */
    private boolean hasDay(LocalDate day) {
        boolean ofMonth = daysOfMonth == null || daysOfMonth.has(day);
        boolean ofWeek = daysOfWeek == null || daysOfWeek.get(day.getDayOfWeek().getValue() % 7);
        if (daysOfMonth != null && daysOfWeek != null) {
            return ofMonth || ofWeek;
        }
        return ofMonth && ofWeek;
    }
}
