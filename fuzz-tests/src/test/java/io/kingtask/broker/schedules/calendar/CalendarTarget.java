package io.kingtask.broker.schedules.calendar;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The first line: cron, or {@code calendar}, with an attribute a line behind it. What is right must have an answer to when it fires next.
 */
public final class CalendarTarget {

    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Africa/Casablanca"));

    private static final Instant START = Instant.parse("2026-03-28T23:59:59.5Z");

    private CalendarTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        var lines = new String(input, StandardCharsets.UTF_8).split("\n", -1);
        var zone = ZONES.get(Math.floorMod(Arrays.hashCode(input), ZONES.size()));
        if (lines[0].equals("calendar")) {
            fires(calendar(lines), zone);
            return;
        }
        CronText.parse(lines[0], why -> assertTrue(why.length() > 0))
                .ifPresent(text -> assertTrue(fires(text, zone), "cron was right, and the calendar made of it is not"));
    }

    private static CalendarText calendar(String[] lines) {
        var attributes = Arrays.copyOfRange(lines, 1, 8);
        for (int i = 0; i < attributes.length; i++) {
            attributes[i] = attributes[i] == null ? "*" : attributes[i];
        }
        return new CalendarText(
                attributes[0],
                attributes[1],
                attributes[2],
                attributes[3],
                attributes[4],
                attributes[5],
                attributes[6]);
    }

    private static boolean fires(CalendarText text, ZoneId zone) {
        var expression = CalendarExpression.parse(text, zone, (name, why) -> assertTrue(why.length() > 0));
        var after = Optional.of(START);
        for (int i = 0; i < 5 && expression.isPresent() && after.isPresent(); i++) {
            var next = expression.get().next(after.get());
            assertTrue(next.isEmpty() || next.get().isAfter(after.get()), "a firing that is not later");
            after = next;
        }
        return expression.isPresent();
    }
}
