package io.kingtask.broker.schedules.calendar;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a calendar expression of cron's five fields, or of a nickname such as {@code @hourly}. */
public final class CronText {

    private static final Map<String, String> NICKNAMES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    private static final List<CronField> FIELDS = List.of(
            new CronField("minute", 0, 59, List.of()),
            new CronField("hour", 0, 23, List.of()),
            new CronField("day of month", 1, 31, List.of()),
            new CronField("month", 1, 12, CronField.MONTHS),
            new CronField("day of week", 0, 7, CronField.WEEKDAYS));

    private static final int DAY_OF_MONTH = 2;
    private static final int DAY_OF_WEEK = 4;

    private CronText() {}

    /**
     * Reads an expression.
     *
     * @param wrong is told each thing that is wrong
     * @return empty when anything is wrong
     */
    public static Optional<CalendarText> parse(String text, Consumer<String> wrong) {
        var plain = text.strip();
        if (plain.startsWith("@") && !NICKNAMES.containsKey(plain)) {
            wrong.accept("the nicknames are @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually");
            return Optional.empty();
        }
        var words = NICKNAMES.getOrDefault(plain, plain).split("\\s+", -1);
        if (words.length != FIELDS.size()) {
            wrong.accept("must have five fields, minute, hour, day of month, month and day of week, not " + words.length
                    + "; seconds and years can be given in a calendar");
            return Optional.empty();
        }
        var fields = new String[words.length];
        boolean right = true;
        for (int i = 0; i < words.length; i++) {
            var field = field(FIELDS.get(i), words[i], wrong);
            right &= field != null;
            fields[i] = field == null ? "" : field;
        }
        return right && daysAreClear(words, fields, wrong)
                ? Optional.of(new CalendarText("0", fields[0], fields[1], fields[2], fields[3], fields[4], "*"))
                : Optional.empty();
    }

    private static @Nullable String field(CronField field, String word, Consumer<String> wrong) {
        try {
            return word.equals("*") || word.equals("*/1") ? "*" : written(field.parse(word));
        } catch (IllegalArgumentException e) {
            wrong.accept(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Crons do not agree on what steps over all days mean beside a restricted other day field: that both must match, or either. */
    private static boolean daysAreClear(String[] words, String[] fields, Consumer<String> wrong) {
        boolean bothRestricted = !fields[DAY_OF_MONTH].equals("*") && !fields[DAY_OF_WEEK].equals("*");
        if (bothRestricted && (words[DAY_OF_MONTH].startsWith("*") || words[DAY_OF_WEEK].startsWith("*"))) {
            wrong.accept("day of month and day of week are both restricted, one of them by steps of *, which crons read"
                    + " differently; write 1-31/2 in place of */2 where a day that matches either is meant");
            return false;
        }
        return true;
    }

    /** As an EJB attribute: numbers and ranges of them. */
    private static String written(BitSet values) {
        var text = new StringBuilder();
        for (int from = values.nextSetBit(0); from >= 0; ) {
            int end = values.nextClearBit(from);
            text.append(text.isEmpty() ? "" : ",").append(from);
            if (end - from > 1) {
                text.append(end - from > 2 ? "-" : ",").append(end - 1);
            }
            from = values.nextSetBit(end);
        }
        return text.toString();
    }
}
