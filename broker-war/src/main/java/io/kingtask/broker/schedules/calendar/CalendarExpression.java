package io.kingtask.broker.schedules.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A calendar expression that can be asked when it fires: the same everywhere, whichever server's timers do the firing.
 *
 * <p>When clocks go forward, a time of day that is left out fires as much later as the clocks go; when they go back, a time of day that comes
 * twice fires the first time. But an expression for every hour goes on with every hour that really passes.
 */
public final class CalendarExpression {

    private final CalendarDays days;
    private final TimesOfDay times;
    private final ZoneRules zone;

    private CalendarExpression(CalendarDays days, TimesOfDay times, ZoneId zone) {
        this.days = days;
        this.times = times;
        this.zone = zone.getRules();
    }

    /**
     * Reads an expression.
     *
     * @param wrong is told the name of each attribute that is wrong, and why
     * @return empty when anything is wrong
     */
    public static Optional<CalendarExpression> parse(CalendarText text, ZoneId zone, BiConsumer<String, String> wrong) {
        var second = read("second", text.second(), NumberField.SECOND::parse, wrong);
        var minute = read("minute", text.minute(), NumberField.MINUTE::parse, wrong);
        var hour = read("hour", text.hour(), NumberField.HOUR::parse, wrong);
        var dayOfMonth = isAny(text.dayOfMonth())
                ? null
                : read("day_of_month", text.dayOfMonth(), DayOfMonthField::parse, wrong);
        var month = read("month", text.month(), NumberField.MONTH::parse, wrong);
        var dayOfWeek = isAny(text.dayOfWeek())
                ? null
                : read("day_of_week", text.dayOfWeek(), NumberField.DAY_OF_WEEK::parse, wrong);
        var year = read("year", text.year(), NumberField.YEAR::parse, wrong);
        boolean daysAreRight =
                (dayOfMonth != null || isAny(text.dayOfMonth())) && (dayOfWeek != null || isAny(text.dayOfWeek()));
        if (second == null || minute == null || hour == null || month == null || year == null || !daysAreRight) {
            return Optional.empty();
        }
        return Optional.of(new CalendarExpression(
                new CalendarDays(year, month, dayOfMonth, dayOfWeek), new TimesOfDay(hour, minute, second), zone));
    }

    private static boolean isAny(String text) {
        return text.strip().equals("*");
    }

    private static <T> @Nullable T read(
            String name, String text, Function<String, T> parse, BiConsumer<String, String> wrong) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            wrong.accept(name, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** The first firing after a moment; empty when there is none any more. */
    public Optional<Instant> next(Instant after) {
        var from = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        while (true) {
            var change = zone.nextTransition(from);
            var next = nextWithinOffset(from);
            if (change == null || (next != null && next.isBefore(change.getInstant()))) {
                return Optional.ofNullable(next);
            }
            if (firing(LocalDateTime.ofInstant(from, zone.getOffset(from))) == null) {
                return Optional.empty();
            }
            from = change.getInstant();
        }
    }

    /** The next firing as if the offset from UTC never changed any more. */
    private @Nullable Instant nextWithinOffset(Instant from) {
        var offset = zone.getOffset(from);
        var local = LocalDateTime.ofInstant(from, offset);
        var change = zone.previousTransition(from.plusNanos(1));
        if (change == null || times.hasEveryHour()) {
            return instant(firing(local), offset);
        }
        if (change.isOverlap() && local.isBefore(change.getDateTimeBefore())) {
            local = change.getDateTimeBefore(); // what comes a second time has fired already
        }
        return earlier(leftOut(from, change), instant(firing(local), offset));
    }

    /** The next time of day that a change to summer time left out, as much later as the clocks went. */
    private @Nullable Instant leftOut(Instant from, ZoneOffsetTransition change) {
        var clock = LocalDateTime.ofInstant(from, change.getOffsetBefore());
        if (!change.isGap() || !clock.isBefore(change.getDateTimeAfter())) {
            return null;
        }
        var local = firing(clock);
        return local != null && local.isBefore(change.getDateTimeAfter())
                ? local.toInstant(change.getOffsetBefore())
                : null;
    }

    private @Nullable LocalDateTime firing(LocalDateTime from) {
        var day = days.from(from.toLocalDate());
        if (day == null) {
            return null;
        }
        var time = times.from(day.equals(from.toLocalDate()) ? from.toLocalTime() : LocalTime.MIDNIGHT);
        if (time != null) {
            return day.atTime(time);
        }
        var later = days.from(day.plusDays(1));
        var first = times.from(LocalTime.MIDNIGHT);
        return later == null || first == null ? null : later.atTime(first);
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime local, ZoneOffset offset) {
        return local == null ? null : local.toInstant(offset);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
