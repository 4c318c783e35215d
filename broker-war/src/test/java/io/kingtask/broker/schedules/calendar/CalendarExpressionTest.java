package io.kingtask.broker.schedules.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarExpressionTest {

    /** Second, minute, hour, day of month, month, day of week and year, separated by semicolons. */
    private static CalendarExpression expression(String text, ZoneId zone) {
        return CalendarExpression.parse(text(text), zone, (attribute, why) -> {
                    throw new AssertionError(attribute + ": " + why);
                })
                .orElseThrow();
    }

    private static CalendarText text(String text) {
        var parts = Stream.of(text.split(";")).map(String::strip).toList();
        return new CalendarText(
                parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4), parts.get(5), parts.get(6));
    }

    private static String next(String expression, String zone, String after) {
        return expression(expression, ZoneId.of(zone))
                .next(Instant.parse(after))
                .map(Instant::toString)
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0; 0; 0; *; *; *; *           | 2026-11-22T12:00:00Z | 2026-11-23T00:00:00Z",
                "*; *; *; *; *; *; *           | 2026-11-22T12:00:00.999Z | 2026-11-22T12:00:01Z",
                "*; *; *; *; *; *; *           | 2026-11-22T12:00:01Z | 2026-11-22T12:00:02Z",
                "30/10; 0; *; *; *; *; *       | 2026-11-22T12:00:40Z | 2026-11-22T12:00:50Z",
                "0; */14; *; *; *; *; *        | 2026-11-22T12:42:00Z | 2026-11-22T12:56:00Z",
                "0; 0; 8/3; *; *; *; *         | 2026-11-22T23:00:00Z | 2026-11-23T08:00:00Z",
                "0; 0; 22-1; *; *; *; *        | 2026-11-22T23:30:00Z | 2026-11-23T00:00:00Z",
                "0; 0; 0, 12 ,18-19; *; *; *; * | 2026-11-22T12:00:00Z | 2026-11-22T18:00:00Z",
                "0; 0; 0; 31; *; *; *          | 2026-11-22T12:00:00Z | 2026-12-31T00:00:00Z",
                "0; 0; 0; Last; Feb; *; *      | 2026-11-22T12:00:00Z | 2027-02-28T00:00:00Z",
                "0; 0; 0; last; 2; *; 2028     | 2026-11-22T12:00:00Z | 2028-02-29T00:00:00Z",
                "0; 0; 0; -1; *; *; *          | 2026-11-22T12:00:00Z | 2026-11-29T00:00:00Z",
                "0; 0; 0; -7; *; *; *          | 2026-11-22T12:00:00Z | 2026-11-23T00:00:00Z",
                "0; 0; 0; -3--1; *; *; *       | 2026-11-22T12:00:00Z | 2026-11-27T00:00:00Z",
                "0; 0; 0; 1st Mon; *; *; *     | 2026-11-22T12:00:00Z | 2026-12-07T00:00:00Z",
                "0; 0; 0; 5th  sun; *; *; *    | 2026-11-22T12:00:00Z | 2026-11-29T00:00:00Z",
                "0; 0; 0; 5th Sun; *; *; *     | 2026-11-29T12:00:00Z | 2027-01-31T00:00:00Z",
                "0; 0; 0; Last Fri; *; *; *    | 2026-11-22T12:00:00Z | 2026-11-27T00:00:00Z",
                "0; 0; 0; 2nd Tue-3rd Thu; *; *; * | 2026-12-09T12:00:00Z | 2026-12-10T00:00:00Z",
                "0; 0; 0; 30-Last; *; *; *     | 2027-01-31T12:00:00Z | 2027-03-30T00:00:00Z",
                "0; 0; 0; 29-2; *; *; *        | 2027-02-02T12:00:00Z | 2027-03-01T00:00:00Z",
                "0; 0; 0; Last-2; *; *; *      | 2026-11-22T12:00:00Z | 2026-11-30T00:00:00Z",
                "0; 0; 0; 13; *; Fri; *        | 2026-11-22T12:00:00Z | 2026-11-27T00:00:00Z",
                "0; 0; 0; 13; *; Fri; *        | 2026-12-11T12:00:00Z | 2026-12-13T00:00:00Z",
                "0; 0; 0; *; *; 0; *           | 2026-11-22T12:00:00Z | 2026-11-29T00:00:00Z",
                "0; 0; 0; *; *; 7; *           | 2026-11-22T12:00:00Z | 2026-11-29T00:00:00Z",
                "0; 0; 0; *; *; Fri-Sun; *     | 2026-11-20T12:00:00Z | 2026-11-21T00:00:00Z",
                "0; 0; 0; *; *; Sat-Mon; *     | 2026-11-23T12:00:00Z | 2026-11-28T00:00:00Z",
                "0; 0; 0; *; *; 0-7; *         | 2026-11-23T12:00:00Z | 2026-11-24T00:00:00Z",
                "0; 0; 0; *; nov-jan; *; *     | 2027-01-31T12:00:00Z | 2027-11-01T00:00:00Z",
                "0; 0; 0; 29; Feb; *; *        | 2026-11-22T12:00:00Z | 2028-02-29T00:00:00Z",
                "0; 0; 0; 1; Jan; *; 2030, 2032-2033 | 2030-06-01T00:00:00Z | 2032-01-01T00:00:00Z",
                "0; 0; 0; *; *; *; 2025        | 2026-11-22T12:00:00Z | none",
                "0; 0; 0; 30; Feb; *; *        | 2026-11-22T12:00:00Z | none",
                "0; 0; 0; 31; 4,6,9,11; *; *   | 2026-11-22T12:00:00Z | none",
            })
    void firesWhenEjbSays(String expression, String after, String next) {
        assertEquals(next, next(expression, "UTC", after));
    }

    @Test
    void hoursAreThoseOfTheZone() {
        assertEquals("2026-07-01T07:00:00Z", next("0;0;9;*;*;*;*", "Europe/Berlin", "2026-06-30T12:00:00Z"));
        assertEquals("2026-01-01T08:00:00Z", next("0;0;9;*;*;*;*", "Europe/Berlin", "2025-12-31T12:00:00Z"));
        assertEquals("2026-01-01T18:30:00Z", next("0;0;0;*;*;*;*", "Asia/Kolkata", "2026-01-01T00:00:00Z"));
    }

    @Test
    void timeThatClocksLeaveOutFiresAsMuchLater() {
        var daily = "0;30;2;*;*;*;*";
        assertEquals("2026-03-29T01:30:00Z", next(daily, "Europe/Berlin", "2026-03-28T12:00:00Z"));
        assertEquals("2026-03-30T00:30:00Z", next(daily, "Europe/Berlin", "2026-03-29T01:30:00Z"));
        var twice = "0;30;2,3;*;*;*;*";
        assertEquals("2026-03-29T01:30:00Z", next(twice, "Europe/Berlin", "2026-03-28T12:00:00Z"));
        assertEquals("2026-03-30T00:30:00Z", next(twice, "Europe/Berlin", "2026-03-29T01:30:00Z"));
        assertEquals("2026-03-29T01:00:01Z", next("1;0;2;29;3;*;2026", "Europe/Berlin", "2026-03-29T00:59:59Z"));
    }

    @Test
    void timeThatClocksRepeatFiresTheFirstTimeOnly() {
        var daily = "0;30;2;*;*;*;*";
        assertEquals("2026-10-25T00:30:00Z", next(daily, "Europe/Berlin", "2026-10-24T12:00:00Z"));
        assertEquals("2026-10-26T01:30:00Z", next(daily, "Europe/Berlin", "2026-10-25T00:30:00Z"));
        assertEquals("2026-10-26T01:30:00Z", next(daily, "Europe/Berlin", "2026-10-25T01:10:00Z"));
    }

    @Test
    void everyHourGoesOnThroughBothChanges() {
        var hourly = expression("0;15;*;*;*;*;*", ZoneId.of("Europe/Berlin"));
        for (var day : List.of("2026-03-29", "2026-10-25")) {
            var moment = Instant.parse(day + "T00:15:00Z");
            for (int hour = 0; hour < 5; hour++) {
                assertEquals(Optional.of(moment.plus(1, ChronoUnit.HOURS)), hourly.next(moment));
                moment = moment.plus(1, ChronoUnit.HOURS);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"})
    void findsWhatALookAtEachMinuteFinds(String zoneName) {
        var random = new Random(zoneName.hashCode());
        var zone = ZoneId.of(zoneName);
        for (int round = 0; round < 40; round++) {
            var minutes = some(random, 0, 59, 3);
            var hours = zoneName.equals("UTC") ? some(random, 0, 23, 3) : some(random, 0, 23, 24);
            var days = some(random, 1, 31, 6);
            var weekdays = some(random, 0, 6, 2);
            var expression = expression(
                    "0;" + list(minutes) + ";" + list(hours) + ";" + list(days) + ";*;" + list(weekdays) + ";*", zone);
            var after = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(random.nextInt(300 * 86_400));
            var moment = after.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
            while (true) {
                var local = moment.atZone(zone);
                boolean day = days.get(local.getDayOfMonth())
                        || weekdays.get(local.getDayOfWeek().getValue() % 7);
                if (day && minutes.get(local.getMinute()) && hours.get(local.getHour())) {
                    break;
                }
                moment = moment.plusSeconds(60);
            }
            assertEquals(Optional.of(moment), expression.next(after), () -> list(minutes) + " after " + after);
        }
    }

    private static BitSet some(Random random, int min, int max, int count) {
        var values = new BitSet();
        while (values.cardinality() < count) {
            values.set(min + random.nextInt(max - min + 1));
        }
        return values;
    }

    private static String list(BitSet values) {
        return values.stream().mapToObj(Integer::toString).collect(Collectors.joining(","));
    }

    @Test
    void aDayOfSecondsIsFoundQuickly() {
        var expression = expression("*;*;*;*;*;*;*", ZoneId.of("Europe/Berlin"));
        var moment = Instant.parse("2026-10-24T22:00:00Z");
        for (int i = 0; i < 25 * 3_600; i++) {
            var next = expression.next(moment).orElseThrow();
            assertEquals(moment.plusSeconds(1), next);
            moment = next;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60; 0; 0; *; *; *; *|second",
                "; 0; 0; *; *; *; *|second",
                "0; -1; 0; *; *; *; *|minute",
                "0; */0; 0; *; *; *; *|minute",
                "0; */60; 0; *; *; *; *|minute",
                "0; 1/2/3; 0; *; *; *; *|minute",
                "0; 0; 24; *; *; *; *|hour",
                "0; 0; 1-2-3; *; *; *; *|hour",
                "0; 0; *,5; *; *; *; *|hour",
                "0; 0; 0; 0; *; *; *|day_of_month",
                "0; 0; 0; 32; *; *; *|day_of_month",
                "0; 0; 0; -8; *; *; *|day_of_month",
                "0; 0; 0; */2; *; *; *|day_of_month",
                "0; 0; 0; 6th Mon; *; *; *|day_of_month",
                "0; 0; 0; 1st Foo; *; *; *|day_of_month",
                "0; 0; 0; 1-; *; *; *|day_of_month",
                "0; 0; 0; ,; *; *; *|day_of_month",
                "0; 0; 0; *; 13; *; *|month",
                "0; 0; 0; *; Foo; *; *|month",
                "0; 0; 0; *; */2; *; *|month",
                "0; 0; 0; *; *; 8; *|day_of_week",
                "0; 0; 0; *; *; Monday; *|day_of_week",
                "0; 0; 0; *; *; *; 26|year",
                "0; 0; 0; *; *; *; 2030-2026|year",
            })
    void wrongAttributeIsNamed(String expression, String attribute) {
        var wrong = new ArrayList<String>();
        var parsed = CalendarExpression.parse(text(expression), ZoneOffset.UTC, (name, why) -> {
            wrong.add(name);
            assertTrue(why.contains("not understood"));
        });
        assertEquals(List.of(attribute), wrong);
        assertEquals(Optional.empty(), parsed);
    }
}
